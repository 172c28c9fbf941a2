package dev.trustverifier.examples.webhook.review;

import java.util.Locale;

/** How a review ended. */
public enum Outcome {
  /** Admitted: everything in it is trusted, exempt, or was there before. */
  ALLOWED,
  /** Admitted in spite of something, because nothing is enforced there. */
  WARNED,
  /** Admitted in spite of something, because somebody broke the glass. */
  GLASS_BROKEN,
  /** Refused. */
  DENIED,
  /** Not answered: nothing could be found out, and the cluster's failure policy is to decide. */
  UNANSWERED,
  /** Not answered: a fault of this program. */
  FAULT,
  /** Not answered: not the protocol. */
  MALFORMED;

  /**
   * As programs read it.
   *
   * @return the name in lower case with hyphens
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isAllowed() {
    return this == ALLOWED || this == WARNED || this == GLASS_BROKEN;
  }
}
