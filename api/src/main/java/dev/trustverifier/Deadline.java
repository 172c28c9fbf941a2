package dev.trustverifier;

import java.time.Duration;

/**
 * The moment at which to give up, on the monotonic clock: setting the wall clock neither hurries nor delays it.
 * Immutable.
 */
public final class Deadline {
  private static final Duration LONGEST = Duration.ofDays(365);

  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A deadline some time from now.
   *
   * @param wait how long from now; more than a year counts as a year
   * @return the deadline
   * @throws IllegalArgumentException if {@code wait} is negative
   */
  public static Deadline after(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("a deadline lies ahead: " + wait);
    }
    Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /**
   * How long is left.
   *
   * @return the time left; zero when the deadline has passed
   */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /**
   * Whether nothing is left.
   *
   * @return true from the moment itself on
   */
  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  @Override
  public String toString() {
    return "in " + remaining();
  }
}
