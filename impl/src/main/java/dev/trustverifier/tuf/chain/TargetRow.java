package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import java.util.List;
import java.util.Optional;

/**
 * One image that a targets file lists. Nobody checked it when the file was loaded, as the reference does not: a row
 * that pins nothing harms no other row.
 *
 * @param name the tag, or any other text
 * @param length the manifest's size as written, be it negative
 * @param digests those of known algorithms and of the right size
 * @param custom the publisher's own data, as JSON text
 */
public record TargetRow(String name, long length, List<Digest> digests, Optional<String> custom) {
  public TargetRow {
    digests = List.copyOf(digests);
  }

  public Optional<Digest> digest(Algorithm algorithm) {
    for (Digest digest : digests) {
      if (digest.algorithm() == algorithm) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }

  /** The SHA-256 that this row pins its image to; empty if the row pins nothing. */
  public Optional<Digest> pin() {
    return length < 0 ? Optional.empty() : digest(Algorithm.SHA256);
  }

  boolean agreesWith(TargetRow other) {
    return pin().isPresent() && pin().equals(other.pin());
  }
}
