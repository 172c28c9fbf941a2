package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;

/**
 * A rule was broken. The only way out of the chain other than the next piece of evidence; checked, so that no step can
 * be left without an answer, and without a stack trace, since the rule says where.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  public Refused(Rejection rejection) {
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}
