package dev.trustverifier;

/** Thrown by {@link Verdict#orElseThrow()} where the verdict is not {@link Verdict.Trusted}; says which one it was. */
public final class NotTrustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  /**
   * For a verdict that is not trusted.
   *
   * @param verdict the verdict
   */
  public NotTrustedException(Verdict verdict) {
    super(verdict.message());
    this.verdict = verdict;
  }

  /**
   * The verdict behind this.
   *
   * @return exempt, rejected or undecided
   */
  public Verdict verdict() {
    return verdict;
  }
}
