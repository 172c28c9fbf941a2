package dev.trustverifier.tck.judge;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.tck.Capability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What files may not fall below.
 *
 * @param conduct what is checked
 * @param remembered by role
 */
record Floors(Conduct conduct, Map<RoleName, Floor> remembered) {

  Optional<Floor> of(RoleName role) {
    return Optional.ofNullable(remembered.get(role));
  }

  /** When a delegation got these keys: as remembered, if the remembered file would still be good with them. */
  List<Long> since(RoleName role, PlainKeys keys, List<Long> now) {
    return of(role).filter(floor -> keys.areMetBy(floor.signers())).map(Floor::since).orElse(now);
  }

  void require(PlainFile file, List<Long> since) {
    Floor floor = remembered.get(file.role());
    if (floor == null) {
      return;
    }
    Optional<RoleName> role = Optional.of(file.role());
    long version = Math.max(1, file.version());
    List<Long> from = conduct.can(Capability.FAST_FORWARD_RECOVERY) ? since : floor.since();
    int order = new Floor(from, version, file.statement(), floor.signers(), Instant.EPOCH).compareTo(floor);
    if (order < 0 && conduct.heeds(SpecRule.VERSION_NOT_LOWER)) {
      throw new Refusal(
          new Rejection.RolledBack(
              SpecRule.VERSION_NOT_LOWER, role, floor.version(), version, file.role() + ": older than the one known"));
    }
    if (order == 0 && !floor.digest().equals(file.statement()) && conduct.heeds(SpecRule.VERSION_UNIQUE)) {
      throw new Refusal(
          new Rejection.Inconsistent(
              SpecRule.VERSION_UNIQUE, role, floor.digest(), file.statement(), file.role() + ": not the one known"));
    }
  }
}
