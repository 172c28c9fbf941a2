package dev.trustverifier.tck;

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
 */
public record Bounds(
    long timestampBytes, long refreshBytes, int rotations, int delegations, int signatures, int keys) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1, or there is too little room for an honest collection
   */
  public Bounds {
    if (timestampBytes < 4096 || refreshBytes < 65536 || Math.min(rotations, delegations) < 2
        || Math.min(signatures, keys) < 8) {
      throw new IllegalArgumentException("the bounds leave no room for an honest collection");
    }
  }

  /**
   * What is asked of a verifier that says nothing about it.
   *
   * @return 1 MiB for the timestamp, 16 MiB for all files, 64 rotations, 256 delegations, 256 signatures, 128 keys
   */
  public static Bounds usual() {
    return new Bounds(1 << 20, 16 << 20, 64, 256, 256, 128);
  }
}
