package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** Waits for what somebody else is doing. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Await() {}

  /** What is to come true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Asks again and again, and fails if it does not come true in a minute. */
  static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "it does not come true");
      Thread.onSpinWait();
    }
  }
}
