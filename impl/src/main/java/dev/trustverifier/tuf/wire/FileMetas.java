package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.FileMeta;
import dev.trustverifier.tuf.chain.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads what timestamp and snapshot list: lengths and digests by role. */
final class FileMetas {
  /** The algorithms that Notary knows. */
  private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.SHA256, Algorithm.SHA512);

  private FileMetas() {}

  /** The entry of a role that has to be listed, by SHA-256. */
  static FileMeta baseRole(Fields meta, RoleName role) throws Refused {
    FileMeta listed = entry(meta, role);
    if (listed.digest(Algorithm.SHA256).isEmpty()) {
      throw meta.refused(SpecRule.FILE_META_SHAPE, role.value(), "is listed without a SHA-256");
    }
    return listed;
  }

  /** The entries of all delegations. */
  static Map<RoleName, FileMeta> delegations(Fields meta) throws Refused {
    Map<RoleName, FileMeta> listed = new HashMap<>();
    for (int i = 0; i < meta.members().size(); i++) {
      String name = meta.members().name(i);
      if (RoleName.isRoleName(name) && new RoleName(name).isDelegation()) {
        listed.put(new RoleName(name), entry(meta, new RoleName(name)));
      }
    }
    return listed;
  }

  private static FileMeta entry(Fields meta, RoleName role) throws Refused {
    Fields entry = meta.object(role.value(), SpecRule.FILE_META_SHAPE);
    long length = entry.integer("length", SpecRule.FILE_META_SHAPE);
    if (length < 0) {
      throw entry.refused(SpecRule.FILE_META_SHAPE, "length", "is negative: " + length);
    }
    Fields hashes = entry.object("hashes", SpecRule.FILE_META_SHAPE);
    List<Digest> digests = new ArrayList<>();
    for (Algorithm algorithm : ALGORITHMS) {
      if (hashes.get(algorithm.label()).isPresent()) {
        digests.add(digest(hashes, algorithm));
      }
    }
    if (digests.isEmpty()) {
      throw entry.refused(SpecRule.FILE_META_SHAPE, "hashes", "has no digest of a known kind");
    }
    return new FileMeta(length, digests);
  }

  private static Digest digest(Fields hashes, Algorithm algorithm) throws Refused {
    byte[] value = hashes.bytes(algorithm.label(), SpecRule.FILE_META_SHAPE);
    if (value.length != algorithm.length()) {
      throw hashes.refused(
          SpecRule.FILE_META_SHAPE, algorithm.label(),
          "has " + value.length + " bytes instead of " + algorithm.length());
    }
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }
}
