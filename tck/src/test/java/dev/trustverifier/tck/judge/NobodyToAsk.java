package dev.trustverifier.tck.judge;

import dev.trustverifier.Outage;

/** The end of a verification: it cannot be finished now. */
final class NobodyToAsk extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outage outage;

  NobodyToAsk(Outage outage) {
    super(outage.message(), null, false, false);
    this.outage = outage;
  }

  Outage outage() {
    return outage;
  }
}
