package dev.trustverifier.examples.webhook.settings;

/** What can be switched on. */
public enum Demand {
  /** A signed image must be named by its digest, so that nothing else can be pulled. */
  REQUIRE_DIGEST,
  /** A pod is admitted unasked if this gate has admitted its owner, known by its uid, with the same pinned images. */
  OWNER_APPROVAL
}
