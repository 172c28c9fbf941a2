package dev.trustverifier.policy;

import java.time.Duration;

/**
 * How old an answer may be. A part of a rule, so that each repository has its own. Immutable.
 *
 * <pre>{@code
 * Freshness.recheckAfter(Duration.ofMinutes(5)).rideOutOutage(Duration.ofHours(4))
 * }</pre>
 *
 * <p>Nothing here outlives an expiry that the publisher signed, and nothing stands in for a refusal.
 *
 * @param recheckAfter for how long a proven collection answers without its source being asked; 60 seconds by default.
 *     A withdrawal or a new state is noticed that much later at the most. While the collection is in use it is
 *     refreshed in the background before that runs out; after it a verdict waits for one refresh. Zero asks every time
 * @param rideOutOutage for how long, counted from the last successful check, the last answer stands in when nobody can
 *     be asked; zero, the default, never. The verdict then has a {@link dev.trustverifier.Caveat.Outdated}
 * @param formerDigests for how long after it was last seen listed a digest stays admissible that was once trusted here
 *     and whose tag has moved on since; zero, the default, not at all. It is for what runs already and is started
 *     anew, by {@code tag@digest} or {@code @digest}: a tag alone always means what it is signed for now. The verdict
 *     then has a {@link dev.trustverifier.Caveat.FormerDigest}. A tag that was removed keeps nothing, nor does a
 *     role whose keys were taken away
 */
public record Freshness(Duration recheckAfter, Duration rideOutOutage, Duration formerDigests) {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is negative or longer than a hundred years, or if an outage is to be ridden
   *     out for no longer than nobody would be asked anyway
   */
  public Freshness {
    requireInRange("recheckAfter", recheckAfter);
    requireInRange("rideOutOutage", rideOutOutage);
    requireInRange("formerDigests", formerDigests);
    if (!rideOutOutage.isZero() && rideOutOutage.compareTo(recheckAfter) <= 0) {
      throw new IllegalArgumentException(
          "rideOutOutage counts from the last check, so it is longer than recheckAfter or zero: " + rideOutOutage
              + " is not longer than " + recheckAfter);
    }
  }

  private static void requireInRange(String name, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is neither negative nor longer than a hundred years: " + value);
    }
  }

  /**
   * What a rule has that says nothing else: asks again after 60 seconds, rides out no outage, admits no former digest.
   *
   * @return the defaults
   */
  public static Freshness defaults() {
    return recheckAfter(MINUTE);
  }

  /**
   * Asks again after some time; rides out no outage, admits no former digest.
   *
   * @param age how old an answer may be; zero asks every time
   * @return the freshness
   * @throws IllegalArgumentException if that is negative or longer than a hundred years
   */
  public static Freshness recheckAfter(Duration age) {
    return new Freshness(age, Duration.ZERO, Duration.ZERO);
  }

  /**
   * The same, but an answer stands in for a while when nobody can be asked.
   *
   * @param time for how long after the last successful check
   * @return the copy
   * @throws IllegalArgumentException if that is negative, longer than a hundred years, or not longer than
   *     {@link #recheckAfter()}
   */
  public Freshness rideOutOutage(Duration time) {
    return new Freshness(recheckAfter, time, formerDigests);
  }

  /**
   * The same, but a digest that was once trusted stays admissible for a while after its tag has moved on.
   *
   * @param time for how long after it was last seen listed
   * @return the copy
   * @throws IllegalArgumentException if that is negative or longer than a hundred years
   */
  public Freshness formerDigests(Duration time) {
    return new Freshness(recheckAfter, rideOutOutage, time);
  }

  /** What differs from the defaults, in words to add to a rule's. */
  String summary() {
    return (recheckAfter.equals(MINUTE) ? "" : ", asked again after " + recheckAfter)
        + (rideOutOutage.isZero() ? "" : ", riding out outages for " + rideOutOutage)
        + (formerDigests.isZero() ? "" : ", with former digests for " + formerDigests);
  }
}
