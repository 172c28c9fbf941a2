package dev.trustverifier.tuf.flow;

import dev.trustverifier.Outage;

/** Somebody could not be asked. Checked and without a stack trace, as {@code Refused} is. */
public final class Unavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outage outage;

  public Unavailable(Outage outage) {
    super(outage.message(), null, false, false);
    this.outage = outage;
  }

  public Outage outage() {
    return outage;
  }
}
