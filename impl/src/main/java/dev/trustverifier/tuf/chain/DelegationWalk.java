package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the delegations, delegator before delegation: says which file it needs next, and takes it. Not
 * thread-safe; used up when it needs no more.
 *
 * <p>A delegation that the snapshot does not list is passed over, unless it was known before. One that is expired or
 * under its threshold is set aside with all below it. Any other fault is the collection's.
 */
public final class DelegationWalk {
  private final TrustedTargets targets;
  private final int limit;
  private final Map<RoleName, TargetsRole> roles = new LinkedHashMap<>();
  private final Map<RoleName, Rejection> setAside = new LinkedHashMap<>();
  private final Deque<Wanted> queue = new ArrayDeque<>();
  private int met;

  /**
   * A file needed next.
   *
   * @param delegation whose
   * @param meta what the snapshot lists for it
   */
  public record Wanted(Delegation delegation, FileMeta meta) {}

  DelegationWalk(TrustedTargets targets, int limit) throws Refused {
    this.targets = targets;
    this.limit = limit;
    enter(new TargetsRole(targets.proven(), Paths.ALL, targets.claims().rows(), targets.claims().delegations()));
  }

  /** The next file needed; empty when the walk is over. */
  public Optional<Wanted> next() {
    return Optional.ofNullable(queue.peek());
  }

  /** Takes the file that {@link #next} asked for. */
  public void take(Unverified<Metadata.Targets> file) throws Refused {
    Wanted wanted = queue.remove();
    Listing.require(file.file(), wanted.meta());
    try {
      enter(proven(wanted.delegation(), file));
    } catch (Refused refused) {
      if (!isSetAside(refused.rejection())) {
        throw refused;
      }
      setAside.put(wanted.delegation().name(), refused.rejection());
    }
  }

  /** What was proven in the end. */
  public TrustedCollection collection() {
    if (!queue.isEmpty()) {
      throw new IllegalStateException("the walk needs " + queue.peek().delegation().name() + " first");
    }
    return new TrustedCollection(targets.snapshot(), roles, setAside);
  }

  private TargetsRole proven(Delegation delegation, Unverified<Metadata.Targets> file) throws Refused {
    RoleName name = delegation.name();
    TargetsRole delegator = delegator(name);
    Quorum quorum = Quorum.of(file, delegation.keys(), SpecRule.THRESHOLD_MET);
    Floors floors = targets.snapshot().floors();
    List<Long> since = floors.since(name, delegation.keys(), delegator.proven().givenNow());
    floors.require(name, since, file);
    Expiry.require(file, targets.snapshot().root().now());
    Proven proven = Proven.of(file, since, delegation.keys(), quorum);
    return new TargetsRole(
        proven, delegator.paths().handedOn(delegation.paths()), file.claims().rows(), file.claims().delegations());
  }

  private TargetsRole delegator(RoleName name) {
    TargetsRole delegator = roles.get(name.delegator());
    if (delegator == null) {
      throw new IllegalStateException(name + " comes before its delegator");
    }
    return delegator;
  }

  private static boolean isSetAside(Rejection rejection) {
    return rejection instanceof Rejection.Expired || rejection instanceof Rejection.ThresholdNotMet;
  }

  private void enter(TargetsRole role) throws Refused {
    roles.put(role.proven().role(), role);
    for (Delegation delegation : role.delegations()) {
      Optional<FileMeta> listed = targets.snapshot().delegation(delegation.name());
      if (listed.isPresent()) {
        want(new Wanted(delegation, listed.get()));
      } else {
        requireNeverSeen(delegation);
      }
    }
  }

  private void want(Wanted wanted) throws Refused {
    if (++met > limit) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.DELEGATIONS_BOUNDED, Optional.of(wanted.delegation().name()), limit,
              wanted.delegation().name() + ": the collection has more than " + limit + " delegations"));
    }
    queue.add(wanted);
  }

  // Given to other keys, it is another delegation, which may be waiting for its first signature.
  private void requireNeverSeen(Delegation delegation) throws Refused {
    RoleName name = delegation.name();
    Optional<Floor> floor = targets.snapshot().floors().of(name);
    if (floor.isPresent() && Floors.isFloorWith(delegation.keys(), floor.get())) {
      throw new Refused(
          new Rejection.Vanished(
              SpecRule.DELEGATION_STAYS, Optional.of(name), floor.get().version(),
              name + ": still delegated to and known at version " + floor.get().version()
                  + ", but the snapshot no longer lists it" + Floors.WAY_OUT));
    }
  }
}
