package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;

/** A trusted timestamp that is valid now: it says which snapshot is current. */
public final class FreshTimestamp {
  private final TrustedTimestamp timestamp;

  FreshTimestamp(TrustedTimestamp timestamp) {
    this.timestamp = timestamp;
  }

  /** Which snapshot to fetch. */
  public FileMeta snapshot() {
    return timestamp.snapshot();
  }

  /** Takes the snapshot that this timestamp lists, signed by its role's keys and not older than the remembered one. */
  public TrustedSnapshot snapshot(Unverified<Metadata.Snapshot> snapshot) throws Refused {
    Listing.require(snapshot.file(), timestamp.snapshot());
    Proven proven = timestamp.root().require(snapshot, RoleName.SNAPSHOT, timestamp.floors());
    return new TrustedSnapshot(timestamp, snapshot, proven);
  }
}
