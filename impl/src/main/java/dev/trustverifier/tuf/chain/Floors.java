package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was remembered of each role when this verification began, and the comparison with it. Immutable. */
public final class Floors {
  /** A role given up and given again to the same keys, unseen in between, looks like this too. */
  static final String WAY_OUT =
      "; if its publisher removed it and began anew with the same keys, give it others, or have the collection forgotten";

  private final Map<RoleName, Floor> remembered;

  public Floors(Map<RoleName, Floor> remembered) {
    this.remembered = Map.copyOf(remembered);
  }

  Optional<Floor> of(RoleName role) {
    return Optional.ofNullable(remembered.get(role));
  }

  Map<RoleName, Floor> all() {
    return remembered;
  }

  /** Whether the remembered file of a role would still be accepted with these keys, so that it remains the floor. */
  static boolean isFloorWith(RoleKeys keys, Floor floor) {
    return keys.areMetBy(floor.signers());
  }

  /** When a role got these keys: at the remembered moment if the floor stays with them, else at {@code now}. */
  List<Long> since(RoleName role, RoleKeys keys, List<Long> now) {
    return of(role).filter(floor -> isFloorWith(keys, floor)).map(Floor::since).orElse(now);
  }

  /** Refuses a file older than the remembered one, or another one of the same version. */
  void require(RoleName role, List<Long> since, Unverified<?> file) throws Refused {
    Floor floor = remembered.get(role);
    if (floor == null) {
      return;
    }
    long version = file.claimedVersion();
    Floor offered = new Floor(since, version, file.statement(), floor.signers(), Instant.EPOCH);
    int order = offered.compareTo(floor);
    if (order < 0) {
      throw new Refused(
          new Rejection.RolledBack(
              SpecRule.VERSION_NOT_LOWER, Optional.of(role), floor.version(), version,
              role + ": version " + version + " is older than version " + floor.version() + ", which was seen before"
                  + (role.isDelegation() ? WAY_OUT : "")));
    }
    if (order == 0 && !floor.digest().equals(offered.digest())) {
      throw new Refused(
          new Rejection.Inconsistent(
              SpecRule.VERSION_UNIQUE, Optional.of(role), floor.digest(), offered.digest(),
              role + ": version " + version + " was seen before with another content"));
    }
  }
}
