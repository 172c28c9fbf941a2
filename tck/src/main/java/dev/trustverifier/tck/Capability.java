package dev.trustverifier.tck;

import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.SignedAs;
import dev.trustverifier.policy.TrustPin;

/**
 * What a verifier may do without, and still be one. What it does not declare it must not trust either: the case that
 * needs the capability is played all the same, and fails if its image is trusted. So "not supported" can never mean
 * "not checked".
 *
 * <p>Not optional is {@link TrustPin#trustOnFirstUse}: most cases begin with it, so that they need no other pin.
 */
public enum Capability {
  /** Counts signatures by Ed25519 keys. Off: a role with such keys alone has no valid signature. */
  ED25519,
  /** Counts signatures by RSA keys of 2048 bits or more. Off: a role with such keys alone has no valid signature. */
  RSA,
  /** Counts signatures by keys on P-384 and P-521. Off: a role with such keys alone has no valid signature. */
  LARGE_CURVES,
  /**
   * Looks in {@code targets/releases} and other children of targets. Off: what targets list themselves may be trusted,
   * as if nobody had been delegated to; an image under a rule that names other roles, or signers, is refused.
   */
  DELEGATIONS,
  /**
   * Looks in roles below those, such as {@code targets/team/ci}. Off: an image under a rule that names one is refused.
   */
  NESTED_DELEGATIONS,
  /** Starts at a root that the policy pins ({@link TrustPin#root}). Off: an image under such a rule is refused. */
  ROOT_PINS,
  /** Knows {@link TrustPin#certificate}. Off: an image under such a rule is refused. */
  CERTIFICATE_PINS,
  /** Knows {@link TrustPin#certificateAuthority}. Off: an image under such a rule is refused. */
  CERTIFICATE_AUTHORITY_PINS,
  /** Takes a root certificate for all collections below a name. Off: such a certificate names none. */
  WILDCARD_CERTIFICATES,
  /** Knows rules that ask for signers. Off: an image under such a rule is refused, whoever signed it. */
  SIGNERS,
  /** Knows rules for mirrors ({@link SignedAs}). Off: an image under such a rule is refused. */
  MIRRORS,
  /** Knows rules that exempt images. Off: an image under such a rule is refused. */
  EXEMPTIONS,
  /** Answers for a digest without a tag. Off: it is refused. */
  DIGEST_REFERENCES,
  /**
   * Answers for as long as {@link Freshness#recheckAfter()} says without asking. Off: it asks every time, and where
   * nobody can be asked, nothing is trusted.
   */
  RECHECK_AFTER,
  /** Knows {@link Freshness#rideOutOutage()}. Off: where nobody can be asked, nothing is trusted. */
  RIDE_OUT_OUTAGE,
  /** Knows {@link Freshness#formerDigests()}. Off: a digest is refused as soon as its tag has moved on. */
  FORMER_DIGESTS,
  /**
   * Takes a version driven up by a thief back when the publisher takes the thief's key away. Off: the collection stays
   * refused until it is forgotten.
   */
  FAST_FORWARD_RECOVERY
}
