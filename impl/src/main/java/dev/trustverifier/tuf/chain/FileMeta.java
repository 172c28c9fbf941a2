package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.List;
import java.util.Optional;

/**
 * What one file says of another: the most bytes it may have, and its digests.
 *
 * @param length an upper bound, 0 or more; the digests decide
 * @param digests at least one, each of another algorithm
 */
public record FileMeta(long length, List<Digest> digests) {
  public FileMeta {
    digests = List.copyOf(digests);
    if (length < 0 || digests.isEmpty()) {
      throw new IllegalArgumentException("a listed file has a length and a digest");
    }
  }

  public Optional<Digest> digest(Algorithm algorithm) {
    for (Digest digest : digests) {
      if (digest.algorithm() == algorithm) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }

  /** Takes the bytes for the listed file if every digest fits. */
  public MetadataFile admit(RoleName role, byte[] content) throws Refused {
    if (content.length > length) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.FILE_BOUNDED, Optional.of(role), length,
              role + ": longer than the " + length + " bytes that verified metadata gives it"));
    }
    Digest sha256 = Digest.sha256(content);
    for (Digest promised : digests) {
      Digest actual =
          promised.algorithm() == Algorithm.SHA256 ? sha256 : Digest.of(promised.algorithm(), content);
      if (!promised.equals(actual)) {
        throw new Refused(
            new Rejection.Inconsistent(
                SpecRule.HASH_MATCHES, Optional.of(role), promised, actual,
                role + ": verified metadata lists " + promised + ", but the file is " + actual));
      }
    }
    return new MetadataFile(role, content, sha256, Optional.of(this));
  }
}
