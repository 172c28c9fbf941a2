package dev.trustverifier.tck;

import java.time.Duration;
import java.util.Optional;

/**
 * The most that the verifier under test takes. The contract offers exactly as much, which must be trusted, and one
 * more, which must not. Small bounds make it fast.
 *
 * @param timestampBytes the longest timestamp
 * @param refreshBytes all files of one refresh together
 * @param rotations how many roots are followed in one refresh
 * @param delegations how many delegations a collection may have
 * @param signatures how many signatures a file may carry
 * @param keys how many keys a role may have
 * @param timestampValidity how long after the instant of a verification the timestamp may expire at most, a century or
 *     more, since honest files of the catalogue expire late; empty if the verifier leaves that to the publisher, whose
 *     timestamp must then be trusted
 */
public record Bounds(
    long timestampBytes, long refreshBytes, int rotations, int delegations, int signatures, int keys,
    Optional<Duration> timestampValidity) {
  private static final Duration CENTURY = Duration.ofDays(36_500);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1, or there is too little room for an honest collection
   */
  public Bounds {
    if (timestampBytes < 4096 || refreshBytes < 65536 || Math.min(rotations, delegations) < 2
        || Math.min(signatures, keys) < 8
        || timestampValidity.filter(most -> most.compareTo(CENTURY) < 0).isPresent()) {
      throw new IllegalArgumentException("the bounds leave no room for an honest collection");
    }
  }

  /**
   * Bounds of a verifier that leaves a timestamp's validity to its publisher.
   *
   * @param timestampBytes the longest timestamp
   * @param refreshBytes all files of one refresh together
   * @param rotations how many roots are followed in one refresh
   * @param delegations how many delegations a collection may have
   * @param signatures how many signatures a file may carry
   * @param keys how many keys a role may have
   * @throws IllegalArgumentException as for the others
   */
  public Bounds(
      long timestampBytes, long refreshBytes, int rotations, int delegations, int signatures, int keys) {
    this(timestampBytes, refreshBytes, rotations, delegations, signatures, keys, Optional.empty());
  }

  /**
   * What is asked of a verifier that says nothing about it.
   *
   * @return 1 MiB for the timestamp, 16 MiB for all files, 64 rotations, 256 delegations, 256 signatures, 128 keys; a
   *     timestamp may expire whenever it likes
   */
  public static Bounds usual() {
    return new Bounds(1 << 20, 16 << 20, 64, 256, 256, 128);
  }
}
