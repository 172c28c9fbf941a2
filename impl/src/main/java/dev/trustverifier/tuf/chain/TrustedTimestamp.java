package dev.trustverifier.tuf.chain;

import java.time.Duration;
import java.util.Optional;

/** A timestamp that its role's keys signed and that is not older than the remembered one; perhaps expired. */
public final class TrustedTimestamp {
  private final FinalRoot root;
  private final Unverified<Metadata.Timestamp> timestamp;
  private final Proven proven;
  private final Floors floors;

  TrustedTimestamp(FinalRoot root, Unverified<Metadata.Timestamp> timestamp, Proven proven, Floors floors) {
    this.root = root;
    this.timestamp = timestamp;
    this.proven = proven;
    this.floors = floors;
  }

  /** The same, valid now; and, if that is limited, for no longer than so. */
  public FreshTimestamp fresh(Optional<Duration> most) throws Refused {
    Expiry.require(timestamp, root.now());
    if (most.isPresent()) {
      Expiry.requireNear(timestamp, root.now(), most.get());
    }
    return new FreshTimestamp(this);
  }

  FinalRoot root() {
    return root;
  }

  Proven proven() {
    return proven;
  }

  Floors floors() {
    return floors;
  }

  FileMeta snapshot() {
    return timestamp.claims().snapshot();
  }
}
