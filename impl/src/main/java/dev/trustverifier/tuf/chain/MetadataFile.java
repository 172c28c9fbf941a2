package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import java.util.Optional;

/**
 * The bytes of one role's file, as fetched. Its content is not to be written to.
 *
 * @param role whose file it claims to be
 * @param content the bytes
 * @param digest their SHA-256
 * @param listedAs the entry of verified metadata that these bytes were compared with; empty for root and timestamp,
 *     which nothing lists beforehand
 */
public record MetadataFile(RoleName role, byte[] content, Digest digest, Optional<FileMeta> listedAs) {

  /** A file that no verified metadata speaks of yet. */
  public static MetadataFile unlisted(RoleName role, byte[] content) {
    return new MetadataFile(role, content, Digest.sha256(content), Optional.empty());
  }
}
