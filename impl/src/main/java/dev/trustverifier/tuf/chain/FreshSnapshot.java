package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;
import java.util.Map;
import java.util.Optional;

/** A trusted snapshot that is valid now: it says which targets files make up the state. */
public final class FreshSnapshot {
  private final TrustedSnapshot snapshot;

  FreshSnapshot(TrustedSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Which targets file to fetch. */
  public FileMeta targets() {
    return snapshot.claims().targets();
  }

  /** The delegations that have files, whether or not anybody delegates to them. */
  public Map<RoleName, FileMeta> delegations() {
    return snapshot.claims().delegations();
  }

  /** Takes the targets file that this snapshot lists: signed, not older than the remembered one, valid now. */
  public TrustedTargets targets(Unverified<Metadata.Targets> targets) throws Refused {
    Listing.require(targets.file(), targets());
    FinalRoot root = snapshot.timestamp().root();
    Proven proven = root.require(targets, RoleName.TARGETS, floors());
    Expiry.require(targets, root.now());
    return new TrustedTargets(this, targets, proven);
  }

  Optional<FileMeta> delegation(RoleName role) {
    return Optional.ofNullable(snapshot.claims().delegations().get(role));
  }

  Floors floors() {
    return snapshot.timestamp().floors();
  }

  FinalRoot root() {
    return snapshot.timestamp().root();
  }

  TrustedSnapshot trusted() {
    return snapshot;
  }
}
