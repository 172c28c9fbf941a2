package dev.trustverifier.tuf.registry;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import java.util.Optional;

/** A server could not be asked, or said nothing that counts. Checked and without a stack trace. */
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outage outage;
  private final boolean passing;

  private NoAnswer(Outage outage, boolean passing) {
    super(outage.message(), null, false, false);
    this.outage = outage;
    this.passing = passing;
  }

  /**
   * Asking again at once would hardly help.
   *
   * @param outage what failed
   */
  public NoAnswer(Outage outage) {
    this(outage, false);
  }

  static NoAnswer to(Call call, Breakdown breakdown) {
    Outage outage = new Outage(breakdown.kind(), call + ": " + breakdown.what(), Optional.empty());
    return new NoAnswer(outage, breakdown.isPassing());
  }

  static NoAnswer to(Call call, Kind kind, String what) {
    return new NoAnswer(new Outage(kind, call + ": " + what));
  }

  /**
   * What failed.
   *
   * @return without secrets
   */
  public Outage outage() {
    return outage;
  }

  /** Whether the connection just broke, so that a new one may do. */
  boolean isPassing() {
    return passing;
  }
}
