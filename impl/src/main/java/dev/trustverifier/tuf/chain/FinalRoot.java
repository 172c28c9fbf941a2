package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.time.Instant;
import java.util.List;

/** The root to verify everything else with: proven, and valid now together with its certificates. */
public final class FinalRoot {
  private final TrustedRoot root;
  private final Proven proven;
  private final Instant now;

  private FinalRoot(TrustedRoot root, Proven proven, Instant now) {
    this.root = root;
    this.proven = proven;
    this.now = now;
  }

  static FinalRoot of(TrustedRoot root, Instant now) throws Refused {
    PinnedRoot pinned = root.proven();
    Expiry.require(pinned.root(), now);
    Quorum quorum = pinned.requireOwnQuorumNow();
    return new FinalRoot(root, Proven.of(pinned.root(), List.of(), pinned.claims().keysOf(RoleName.ROOT), quorum), now);
  }

  /** Takes a timestamp that this root's timestamp keys signed, and that is not older than the remembered one. */
  public TrustedTimestamp timestamp(Unverified<Metadata.Timestamp> timestamp, Floors floors) throws Refused {
    Proven signed = require(timestamp, RoleName.TIMESTAMP, floors);
    return new TrustedTimestamp(this, timestamp, signed, floors);
  }

  /** The signatures, and the floor, of a role that root itself gives keys to. */
  Proven require(Unverified<?> file, RoleName role, Floors floors) throws Refused {
    RoleKeys keys = keysOf(role);
    Quorum quorum = Quorum.of(file, keys, SpecRule.THRESHOLD_MET);
    List<Long> since = root.since(role);
    floors.require(role, since, file);
    return Proven.of(file, since, keys, quorum);
  }

  private RoleKeys keysOf(RoleName role) {
    return root.proven().claims().keysOf(role);
  }

  /** The last instant at which the root, the certificates it was counted by, and the pins it meets are all valid. */
  Instant validUntil() {
    Instant pins = root.proven().trust().pins().validUntil(now);
    return proven.signers().stream()
        .flatMap(id -> proven.keys().keys().get(id).certificate().stream())
        .map(RootCertificate::expires)
        .reduce(pins.isBefore(proven.expires()) ? pins : proven.expires(), (a, b) -> a.isBefore(b) ? a : b);
  }

  TrustedRoot root() {
    return root;
  }

  Proven proven() {
    return proven;
  }

  Instant now() {
    return now;
  }
}
