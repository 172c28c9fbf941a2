package dev.trustverifier.tck.repository;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of a role, all of which sign, and how many must. Immutable.
 *
 * @param threshold how many must sign; any number, since a liar may write any
 * @param signers the keys
 */
public record RoleKeys(int threshold, List<RoleSigner> signers) {
  /** Copies the list. */
  public RoleKeys {
    signers = List.copyOf(signers);
  }

  /**
   * Keys of which one is enough.
   *
   * @param signers the keys
   * @return the keys with a threshold of 1
   */
  public static RoleKeys of(RoleSigner... signers) {
    return new RoleKeys(1, List.of(signers));
  }

  /**
   * New bare keys of which one is enough.
   *
   * @param algorithms one for each key
   * @return the keys with a threshold of 1
   */
  public static RoleKeys fresh(KeyAlgorithm... algorithms) {
    return new RoleKeys(1, Stream.of(algorithms).map(RoleSigner::generate).toList());
  }

  /**
   * The same keys with another threshold.
   *
   * @param number how many must sign
   * @return a copy
   */
  public RoleKeys threshold(int number) {
    return new RoleKeys(number, signers);
  }

  /**
   * As many new keys of the same kinds.
   *
   * @return other keys with the same threshold
   */
  public RoleKeys successors() {
    return new RoleKeys(threshold, signers.stream().map(RoleSigner::successor).toList());
  }

  /** As root and delegations state it. */
  JsonObject entry() {
    return new JsonObject()
        .put("keyids", signers.stream().map(signer -> signer.id().hex()).toList())
        .put("threshold", threshold);
  }
}
