package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.MetadataName;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What timestamp or snapshot say of another file.
 *
 * @param role whose file
 * @param length the most it may have
 * @param digests what it hashes to
 */
record Listing(RoleName role, long length, List<Digest> digests) {
  static final List<Algorithm> ALGORITHMS = List.of(Algorithm.SHA256, Algorithm.SHA512);

  static Listing read(Members meta, RoleName role) {
    boolean strict = meta.conduct().heeds(SpecRule.FILE_META_SHAPE);
    Members entry = meta.object(role.value(), SpecRule.FILE_META_SHAPE);
    long length = entry.integer("length", SpecRule.FILE_META_SHAPE);
    List<Digest> digests = new ArrayList<>();
    Members hashes = entry.object("hashes", SpecRule.FILE_META_SHAPE);
    for (Algorithm algorithm : ALGORITHMS) {
      byte[] value = hashes.bytes(algorithm.label(), SpecRule.FILE_META_SHAPE);
      if (value.length == algorithm.length()) {
        digests.add(new Digest(algorithm, HexFormat.of().formatHex(value)));
      } else if (hashes.has(algorithm.label()) && strict) {
        throw Refusal.malformed(SpecRule.FILE_META_SHAPE, meta.role(), role + " is listed with half a hash");
      }
    }
    boolean unlimited = length < 0 || !entry.has("length") && !strict;
    Listing listing = new Listing(role, unlimited ? Long.MAX_VALUE : length, digests);
    if (strict && (length < 0 || digests.isEmpty() || !role.isDelegation() && listing.sha256().isEmpty())) {
      throw Refusal.malformed(SpecRule.FILE_META_SHAPE, meta.role(), role + " is listed without length or hash");
    }
    return listing;
  }

  Optional<Digest> sha256() {
    return digests.stream().filter(digest -> digest.algorithm() == Algorithm.SHA256).findFirst();
  }

  MetadataName fileName() {
    return sha256().<MetadataName>map(digest -> new MetadataName.Hashed(role, digest))
        .orElse(new MetadataName.Current(role));
  }

  /** The digest that bytes do not have; empty if they have all. */
  Optional<Digest> differs(byte[] bytes) {
    return digests.stream().filter(digest -> !Digest.of(digest.algorithm(), bytes).equals(digest)).findFirst();
  }

  /** Fetches the file and compares it with what is said of it. */
  PlainFile fetch(Ask ask) {
    Optional<byte[]> bytes = ask.listed(fileName(), length);
    if (bytes.isEmpty()) {
      throw new Refusal(
          new Rejection.Missing(
              SpecRule.LISTED_FILE_PRESENT, Optional.of(role), fileName().fileName(),
              role + ": it is listed, and not there"));
    }
    Optional<Digest> differs = differs(bytes.get());
    if (differs.isPresent() && ask.conduct().heeds(SpecRule.HASH_MATCHES)) {
      Digest actual = Digest.of(differs.get().algorithm(), bytes.get());
      throw new Refusal(
          new Rejection.Inconsistent(
              SpecRule.HASH_MATCHES, Optional.of(role), differs.get(), actual, role + ": another file is listed"));
    }
    return PlainFile.read(ask.conduct(), role, bytes.get());
  }
}
