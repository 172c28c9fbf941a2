package dev.trustverifier.examples.webhook.telemetry;

import dev.trustverifier.examples.webhook.server.Refusals;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts every request that is refused before it is a review, and logs the first of each status and then one in ten
 * seconds, so that refusals fill no log. Safe for use by several threads.
 */
public final class RefusalLog implements Refusals {
  private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Metrics metrics;
  private final Map<Integer, Said> said = new HashMap<>();

  public RefusalLog(Metrics metrics) {
    this.metrics = metrics;
  }

  /** When something was logged, and how much was not since then. */
  private record Said(long nanos, long unsaid) {}

  @Override
  public void refused(int status, String why, String asker) {
    metrics.refused(status);
    long unsaid = unsaid(status);
    if (unsaid >= 0) {
      LOG.log(System.Logger.Level.WARNING, () -> "refused with " + status + ": " + why + "; asked from " + asker
          + (unsaid > 0 ? "; so were " + unsaid + " others that are not logged" : ""));
    }
  }

  /** How many have not been logged; -1 if this one is not to be either. */
  private synchronized long unsaid(int status) {
    Said last = said.get(status);
    long now = System.nanoTime();
    if (last != null && now - last.nanos() < PAUSE_NANOS) {
      said.put(status, new Said(last.nanos(), last.unsaid() + 1));
      return -1;
    }
    said.put(status, new Said(now, 0));
    return last == null ? 0 : last.unsaid();
  }
}
