package dev.trustverifier.tuf;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a collection may be before it counts as an attempt to exhaust the verifier, or to freeze what it sees.
 * Immutable.
 *
 * @param rootBytes the longest root; 16 MiB by default
 * @param timestampBytes the longest timestamp; 1 MiB by default, as in the reference
 * @param fileBytes the longest file of any other role, whatever length verified metadata gives it; 100 MiB by default,
 *     as in the reference
 * @param refreshBytes all files of one refresh together; 256 MiB by default
 * @param rotations how many roots are followed in one refresh; 1,024 by default
 * @param delegations how many delegations a collection may have; 4,096 by default
 * @param timestampValidity how long after the instant of a verification the timestamp may expire at most; empty, as by
 *     default, for as long as its publisher likes. A Notary server signs timestamps for 14 days, unless told otherwise:
 *     one that is valid for years lets whoever has it show its state for years
 */
public record Limits(
    long rootBytes, long timestampBytes, long fileBytes, long refreshBytes, int rotations, int delegations,
    Optional<Duration> timestampValidity) {
  private static final long MIB = 1024 * 1024;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is negative, or a size is above 2 GiB less 1 KiB, or above 256 GiB for all
   *     files together, or the validity is not positive
   */
  public Limits {
    long longest = 2048 * MIB - 1024;
    if (isOutside(rootBytes, longest) || isOutside(timestampBytes, longest) || isOutside(fileBytes, longest)
        || isOutside(refreshBytes, 128 * 2048 * MIB) || rotations < 0 || delegations < 0) {
      throw new IllegalArgumentException("limits are 0 or more, and sizes fit into an array");
    }
    if (timestampValidity.filter(most -> most.isNegative() || most.isZero()).isPresent()) {
      throw new IllegalArgumentException("a validity is positive: " + timestampValidity.get());
    }
  }

  /**
   * Limits that leave a timestamp's validity to its publisher.
   *
   * @param rootBytes the longest root
   * @param timestampBytes the longest timestamp
   * @param fileBytes the longest file of any other role
   * @param refreshBytes all files of one refresh together
   * @param rotations how many roots are followed in one refresh
   * @param delegations how many delegations a collection may have
   * @throws IllegalArgumentException as for the others
   */
  public Limits(
      long rootBytes, long timestampBytes, long fileBytes, long refreshBytes, int rotations, int delegations) {
    this(rootBytes, timestampBytes, fileBytes, refreshBytes, rotations, delegations, Optional.empty());
  }

  /**
   * The same limits, and one more.
   *
   * @param most how long after the instant of a verification the timestamp may expire at most
   * @return the limits
   * @throws IllegalArgumentException if it is not positive
   */
  public Limits timestampsValidFor(Duration most) {
    return new Limits(
        rootBytes, timestampBytes, fileBytes, refreshBytes, rotations, delegations, Optional.of(most));
  }

  /**
   * Enough for any honest collection that the reference takes.
   *
   * @return the defaults
   */
  public static Limits defaults() {
    return new Limits(16 * MIB, MIB, 100 * MIB, 256 * MIB, 1024, 4096);
  }

  private static boolean isOutside(long value, long most) {
    return value < 0 || value > most;
  }
}
