package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.Floor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file of the chain after its signatures were counted: what a role may not fall below from now on, and who signed.
 *
 * @param role whose file
 * @param since when the role lost the keys it had before
 * @param version the file's version
 * @param expires when it expires
 * @param digest its SHA-256
 * @param statement the SHA-256 of what is signed in it
 * @param length its size in bytes
 * @param keys who may sign, and how many must
 * @param signers who did
 */
public record Proven(
    RoleName role, List<Long> since, long version, Instant expires, Digest digest, Digest statement, long length,
    RoleKeys keys, Set<KeyId> signers) {

  static Proven of(Unverified<?> file, List<Long> since, RoleKeys keys, Quorum quorum) {
    return new Proven(
        file.file().role(), since, file.claimedVersion(), file.claims().expires(), file.file().digest(),
        file.statement(), file.file().content().length, keys, quorum.signers());
  }

  Floor floor(Instant seen) {
    return new Floor(since, version, statement, signers, seen);
  }

  public TrustedImage.Link link() {
    return new TrustedImage.Link(role, version, expires);
  }

  /** What a role below this one has as {@code since}, if it gets its keys by this file. */
  List<Long> givenNow() {
    return Stream.concat(since.stream(), Stream.of(version)).toList();
  }
}
