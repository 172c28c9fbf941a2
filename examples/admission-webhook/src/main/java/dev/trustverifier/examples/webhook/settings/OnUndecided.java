package dev.trustverifier.examples.webhook.settings;

/** What becomes of images of which nothing could be found out. */
public enum OnUndecided {
  /** They are refused, for a reason that begins with "undecided:". */
  DENY,
  /** The gate answers that it cannot answer, and the cluster's own failure policy decides. */
  ERROR
}
