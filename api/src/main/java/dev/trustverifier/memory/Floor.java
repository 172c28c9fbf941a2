package dev.trustverifier.memory;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a role may not fall below. Immutable.
 *
 * <p>Floors of one role are ordered first by {@code since}, number by number, then by {@code version}. So a publisher
 * who takes a role's keys away may start its versions anew, which heals a version driven up by a thief of those keys.
 * Nobody else may, and adding a key takes nothing back: the floor stays as long as the keys that signed it are enough.
 *
 * @param since when the role lost the keys it had before: the version of the root that gave them; for a delegation its
 *     delegator's {@code since} and version at that moment. For the root role itself, empty
 * @param version the highest version seen with those keys
 * @param digest the SHA-256 digest of what is signed in that version's file: a file signed anew is no other version
 * @param signers the keys that signed that file: while they still suffice, the role's keys count as unchanged
 * @param lastSeen when a source last showed it
 */
public record Floor(List<Long> since, long version, Digest digest, Set<KeyId> signers, Instant lastSeen)
    implements Comparable<Floor> {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a version is below 1
   */
  public Floor {
    since = List.copyOf(since);
    signers = Set.copyOf(signers);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(lastSeen);
    if (version < 1 || since.stream().anyMatch(v -> v < 1)) {
      throw new IllegalArgumentException("versions start at 1");
    }
  }

  /** Orders by {@code since}, then by version; the digest and the time seen do not count. */
  @Override
  public int compareTo(Floor other) {
    for (int i = 0; i < Math.min(since.size(), other.since.size()); i++) {
      int order = Long.compare(since.get(i), other.since.get(i));
      if (order != 0) {
        return order;
      }
    }
    int bySize = Integer.compare(since.size(), other.since.size());
    return bySize != 0 ? bySize : Long.compare(version, other.version);
  }
}
