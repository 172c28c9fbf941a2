package dev.trustverifier.tuf.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * What two clocks show at one moment: the one that expiries are compared with, which somebody may set, and one that
 * nobody can set, but that may stand still while a machine sleeps.
 *
 * @param instant the wall clock
 * @param ticks the monotonic clock, in nanoseconds
 */
public record Reading(Instant instant, long ticks) {
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** How long ago an earlier reading was, by whichever clock says longer. */
  Duration since(Reading earlier) {
    Duration byWall = Duration.between(earlier.instant, instant);
    Duration byTicks = Duration.ofNanos(ticks - earlier.ticks);
    return byWall.compareTo(byTicks) > 0 ? byWall : byTicks;
  }

  /** Whether both clocks moved alike in between, so that nobody set one. */
  boolean agreesWith(Reading other) {
    Duration byWall = Duration.between(other.instant, instant);
    return byWall.minusNanos(ticks - other.ticks).abs().compareTo(SLACK) <= 0;
  }

  /** Whether the wall clock was set to before an earlier reading. */
  boolean isSetBackBefore(Reading earlier) {
    return instant.isBefore(earlier.instant.minus(SLACK));
  }
}
