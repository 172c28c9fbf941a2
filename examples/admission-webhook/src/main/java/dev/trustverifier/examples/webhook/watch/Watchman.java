package dev.trustverifier.examples.webhook.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks after files, again and again, on a thread of its own. */
public final class Watchman implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watchman.class.getName());

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "watchman");
            thread.setDaemon(true);
            return thread;
          });

  /** Does all of these, one after the other, every so often. */
  public Watchman(List<Runnable> looks, Duration every) {
    for (Runnable look : List.copyOf(looks)) {
      rounds.scheduleWithFixedDelay(() -> safely(look), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void safely(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) { // It would be the last round.
      LOG.log(System.Logger.Level.ERROR, "a fault while looking after files", e);
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
