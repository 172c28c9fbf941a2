package dev.trustverifier.tck.judge;

import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.Floor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that may be believed.
 *
 * @param file the file
 * @param since when its role last lost its keys
 * @param keys who may sign it
 * @param signers who did
 */
record Proven(PlainFile file, List<Long> since, PlainKeys keys, Set<KeyId> signers) {

  RoleName role() {
    return file.role();
  }

  TrustedImage.Link link() {
    return new TrustedImage.Link(role(), file.version(), file.expires());
  }

  Floor floor(Instant seen) {
    return new Floor(since, Math.max(1, file.version()), file.statement(), signers, seen);
  }

  /** What a role has as {@code since} that got its keys by this file. */
  List<Long> givesKeysSince() {
    return Stream.concat(since.stream(), Stream.of(Math.max(1, file.version()))).toList();
  }

  /** The keys that signed, whatever they are called. */
  Set<String> identities() {
    return signers.stream().flatMap(id -> keys.keys().get(id).identity().stream()).collect(Collectors.toSet());
  }
}
