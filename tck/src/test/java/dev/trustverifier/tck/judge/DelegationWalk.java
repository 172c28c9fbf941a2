package dev.trustverifier.tck.judge;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.tck.Capability;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proves the delegations, delegator before delegation. Used once. */
final class DelegationWalk {
  private static final List<TargetsRole.Delegation> NONE = List.of();

  private final Ask ask;
  private final Conduct conduct;
  private final Floors floors;
  private final Map<RoleName, Listing> listed;
  private final Map<RoleName, PlainKeys> known;
  private final Deque<Wanted> queue = new ArrayDeque<>();
  private int met;

  private record Wanted(TargetsRole.Delegation delegation, List<String> paths, List<Long> givenSince) {}

  DelegationWalk(Ask ask, Floors floors, Map<RoleName, Listing> listed, Map<RoleName, PlainKeys> known) {
    this.ask = ask;
    this.conduct = ask.conduct();
    this.floors = floors;
    this.listed = listed;
    this.known = known;
  }

  void from(TargetsRole targets, Proven proven, PlainCollection collection) {
    enter(targets, proven, collection);
    while (!queue.isEmpty()) {
      Wanted wanted = queue.remove();
      RoleName name = wanted.delegation.name();
      TargetsRole role = TargetsRole.read(listed.get(name).fetch(ask), wanted.paths);
      try {
        enter(role, proven(role.file(), wanted), collection);
      } catch (Refusal refusal) {
        Rejection rejection = refusal.rejection();
        if (!(rejection instanceof Rejection.Expired) && !(rejection instanceof Rejection.ThresholdNotMet)) {
          throw refusal;
        }
        collection.setAside(name, rejection);
      }
    }
  }

  private Proven proven(PlainFile file, Wanted wanted) {
    PlainKeys given = wanted.delegation.keys();
    PlainKeys keys =
        conduct.has(Vice.KNOWS_DELEGATIONS_BY_NAME) ? known.merge(file.role(), given, PlainKeys::or) : given;
    Set<KeyId> signers = keys.require(file, SpecRule.THRESHOLD_MET);
    List<Long> since = floors.since(file.role(), given, wanted.givenSince);
    floors.require(file, since);
    Expiry.require(ask, file);
    return new Proven(file, since, keys, signers);
  }

  private void enter(TargetsRole role, Proven proven, PlainCollection collection) {
    collection.add(role, proven);
    for (TargetsRole.Delegation delegation : canLookBelow(role.name()) ? role.delegations() : NONE) {
      if (!listed.containsKey(delegation.name())) {
        requireNeverSeen(delegation);
        continue;
      }
      if (++met > conduct.bounds().delegations() && conduct.heeds(SpecRule.DELEGATIONS_BOUNDED)) {
        throw Refusal.tooLarge(SpecRule.DELEGATIONS_BOUNDED, delegation.name(), conduct.bounds().delegations());
      }
      boolean free = !conduct.heeds(SpecRule.PATHS_RESPECTED);
      List<String> paths = delegation.paths().stream().filter(path -> free || role.mayList(path)).toList();
      queue.add(new Wanted(delegation, paths, proven.givesKeysSince()));
    }
  }

  private boolean canLookBelow(RoleName role) {
    return conduct.can(Capability.DELEGATIONS) && (!role.isDelegation() || conduct.can(Capability.NESTED_DELEGATIONS));
  }

  private void requireNeverSeen(TargetsRole.Delegation delegation) {
    Optional<Floor> floor = floors.of(delegation.name()).filter(f -> delegation.keys().areMetBy(f.signers()));
    if (floor.isPresent() && conduct.heeds(SpecRule.DELEGATION_STAYS)) {
      throw new Refusal(
          new Rejection.Vanished(
              SpecRule.DELEGATION_STAYS, Optional.of(delegation.name()), floor.get().version(),
              delegation.name() + ": the snapshot no longer lists it"));
    }
  }
}
