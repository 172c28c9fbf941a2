package dev.trustverifier.tuf.chain;

/** The publisher's own list of images, and of those who may list some too. */
public final class TrustedTargets {
  private final FreshSnapshot snapshot;
  private final Metadata.Targets claims;
  private final Proven proven;

  TrustedTargets(FreshSnapshot snapshot, Unverified<Metadata.Targets> targets, Proven proven) {
    this.snapshot = snapshot;
    this.claims = targets.claims();
    this.proven = proven;
  }

  /** Goes on to the delegations, of which there may be {@code limit} in all. */
  public DelegationWalk delegations(int limit) throws Refused {
    return new DelegationWalk(this, limit);
  }

  FreshSnapshot snapshot() {
    return snapshot;
  }

  Metadata.Targets claims() {
    return claims;
  }

  Proven proven() {
    return proven;
  }
}
