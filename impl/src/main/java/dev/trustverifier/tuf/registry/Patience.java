package dev.trustverifier.tuf.registry;

import java.time.Duration;

/**
 * How long to wait for one step, be the deadline ever so far. Immutable.
 *
 * @param connecting the most time until there is a connection
 * @param silence the most time from sending to the whole headers of an answer, and from there to each part of its body
 */
public record Patience(Duration connecting, Duration silence) {
  /** 10 seconds to connect, 30 seconds of silence. */
  public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /**
   * Checks that there is time for anything.
   *
   * @throws IllegalArgumentException if one is zero or less
   */
  public Patience {
    requirePositive(connecting);
    requirePositive(silence);
  }

  private static void requirePositive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time to wait must be longer than nothing: " + time);
    }
  }
}
