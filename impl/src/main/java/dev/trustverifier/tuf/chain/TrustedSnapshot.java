package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.Optional;

/** The snapshot that a fresh timestamp lists, signed and not older than the remembered one; perhaps expired. */
public final class TrustedSnapshot {
  private final TrustedTimestamp timestamp;
  private final Unverified<Metadata.Snapshot> snapshot;
  private final Proven proven;

  TrustedSnapshot(TrustedTimestamp timestamp, Unverified<Metadata.Snapshot> snapshot, Proven proven) {
    this.timestamp = timestamp;
    this.snapshot = snapshot;
    this.proven = proven;
  }

  /** The same, valid now and listing the root that it was verified with. */
  public FreshSnapshot fresh() throws Refused {
    requireRoot();
    Expiry.require(snapshot, timestamp.root().now());
    return new FreshSnapshot(this);
  }

  private void requireRoot() throws Refused {
    MetadataFile root = timestamp.root().root().file();
    try {
      snapshot.claims().root().admit(RoleName.ROOT, root.content());
    } catch (Refused other) {
      throw new Refused(
          new Rejection.Inconsistent(
              SpecRule.SNAPSHOT_LISTS_ROOT, Optional.of(RoleName.ROOT),
              snapshot.claims().root().digests().get(0), root.digest(),
              "root: the snapshot lists another root than version " + timestamp.root().root().version()
                  + ", which is trusted"));
    }
  }

  TrustedTimestamp timestamp() {
    return timestamp;
  }

  Proven proven() {
    return proven;
  }

  Metadata.Snapshot claims() {
    return snapshot.claims();
  }
}
