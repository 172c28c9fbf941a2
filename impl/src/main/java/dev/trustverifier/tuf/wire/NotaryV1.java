package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.FileMeta;
import dev.trustverifier.tuf.chain.Metadata;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.RoleKeys;
import dev.trustverifier.tuf.chain.Unverified;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dialect of Notary v1: capitalised types, base64 digests, canonical JSON as Docker's, keys by the hash of their
 * JSON, a snapshot that lists by role name, files named by their SHA-256 whatever root says of consistent snapshots.
 */
public final class NotaryV1 implements Dialect {
  private static final List<RoleName> BASE_ROLES =
      List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  @Override
  public Unverified<Metadata.Root> root(MetadataFile file) throws Refused {
    Envelope envelope = Envelope.open(file);
    envelope.requireType("Root");
    Fields signed = envelope.signed();
    KeyTable keys = new KeyTable(signed.optionalObject("keys", SpecRule.BODY_SHAPE));
    Fields roles = signed.object("roles", SpecRule.ROLES_COMPLETE);
    Map<RoleName, RoleKeys> keysByRole = new HashMap<>();
    for (RoleName role : BASE_ROLES) {
      keysByRole.put(role, keys.keysOf(roles.object(role.value(), SpecRule.ROLES_COMPLETE)));
    }
    return envelope.claiming(new Metadata.Root(envelope.version(), envelope.expires(), keysByRole));
  }

  @Override
  public Unverified<Metadata.Timestamp> timestamp(MetadataFile file) throws Refused {
    Envelope envelope = Envelope.open(file);
    envelope.requireType("Timestamp");
    Fields meta = envelope.signed().object("meta", SpecRule.BODY_SHAPE);
    FileMeta snapshot = FileMetas.baseRole(meta, RoleName.SNAPSHOT);
    return envelope.claiming(new Metadata.Timestamp(envelope.version(), envelope.expires(), snapshot));
  }

  @Override
  public Unverified<Metadata.Snapshot> snapshot(MetadataFile file) throws Refused {
    Envelope envelope = Envelope.open(file);
    envelope.requireType("Snapshot");
    Fields meta = envelope.signed().object("meta", SpecRule.BODY_SHAPE);
    FileMeta root = FileMetas.baseRole(meta, RoleName.ROOT);
    FileMeta targets = FileMetas.baseRole(meta, RoleName.TARGETS);
    return envelope.claiming(
        new Metadata.Snapshot(
            envelope.version(), envelope.expires(), root, targets, FileMetas.delegations(meta)));
  }

  @Override
  public Unverified<Metadata.Targets> targets(MetadataFile file) throws Refused {
    Envelope envelope = Envelope.open(file);
    envelope.requireType("Targets");
    JsonTargetRows rows = JsonTargetRows.read(envelope.signed());
    return envelope.claiming(
        new Metadata.Targets(
            envelope.version(), envelope.expires(), rows, Delegations.read(envelope.signed())));
  }

  @Override
  public MetadataName nameOf(RoleName role, FileMeta meta) {
    return meta.digest(Algorithm.SHA256)
        .<MetadataName>map(sha256 -> new MetadataName.Hashed(role, sha256))
        .orElse(new MetadataName.Current(role));
  }
}
