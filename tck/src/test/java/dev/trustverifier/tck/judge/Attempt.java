package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Remembered;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One way from the first root to the last delegation. Used once. */
final class Attempt {
  private static final Set<SpecRule> OTHER_KEYS =
      Set.of(SpecRule.THRESHOLD_MET, SpecRule.VERSION_NOT_LOWER, SpecRule.VERSION_UNIQUE);
  private static final Set<SpecRule> ANOTHER_ROOT = Set.of(SpecRule.SNAPSHOT_LISTS_ROOT, SpecRule.THRESHOLD_MET);

  private final Ask ask;
  private final Conduct conduct;
  private final Floors floors;
  private final RootChain roots;
  private final Consumer<Proven> onTimestamp;
  private final Map<RoleName, PlainKeys> known;

  /**
   * An attempt.
   *
   * @param onTimestamp told of the timestamp once it is proven
   * @param known the keys that delegations ever had, by their names
   */
  Attempt(Ask ask, Optional<Remembered> memory, Consumer<Proven> onTimestamp, Map<RoleName, PlainKeys> known) {
    this.ask = ask;
    this.conduct = ask.conduct();
    this.floors = new Floors(conduct, memory.map(m -> Map.copyOf(m.floors())).orElse(Map.of()));
    this.roots = new RootChain(ask, memory);
    this.onTimestamp = onTimestamp;
    this.known = known;
  }

  /** Goes on from the first root, and looks for a newer one where something calls for it. */
  PlainCollection prove() {
    PlainRoot start = roots.start();
    try {
      return prove(start);
    } catch (Refusal refusal) {
      if (!callsForANewerRoot(refusal.rejection())) {
        throw refusal;
      }
      PlainRoot last = roots.last(start);
      if (last != start || ANOTHER_ROOT.contains(refusal.rejection().rule())) {
        last = roots.asShown(last);
      }
      if (last == start) {
        throw refusal;
      }
      return prove(last);
    }
  }

  /** Goes on from the last root there is. */
  PlainCollection proveByTheLastRoot() {
    return prove(roots.asShown(roots.last(roots.start())));
  }

  private static boolean callsForANewerRoot(Rejection rejection) {
    RoleName role = rejection.role().orElse(RoleName.TARGETS);
    boolean isTop = role.equals(RoleName.TIMESTAMP) || role.equals(RoleName.SNAPSHOT);
    return role.equals(RoleName.ROOT) || isTop && OTHER_KEYS.contains(rejection.rule());
  }

  private PlainCollection prove(PlainRoot root) {
    Proven self = new Proven(root.file(), root.since().get(RoleName.ROOT), root.ownKeys(),
        roots.judge().requireValidNow(root));
    PlainFile timestamp = PlainFile.read(conduct, RoleName.TIMESTAMP, timestamp());
    Listing snapshotListing = Listing.read(meta(timestamp), RoleName.SNAPSHOT);
    Proven proven = proven(root, timestamp);
    onTimestamp.accept(proven);
    Expiry.require(ask, timestamp);
    Expiry.requireNear(ask, timestamp);

    PlainFile snapshot = snapshotListing.fetch(ask);
    Listing rootListing = Listing.read(meta(snapshot), RoleName.ROOT);
    Listing targetsListing = Listing.read(meta(snapshot), RoleName.TARGETS);
    Map<RoleName, Listing> delegations = PlainCollection.delegations(meta(snapshot));
    Proven provenSnapshot = proven(root, snapshot);
    requireListed(root, rootListing);
    Expiry.require(ask, snapshot);

    TargetsRole targets = TargetsRole.read(targetsListing.fetch(ask), PlainCollection.EVERYTHING);
    Proven provenTargets = proven(root, targets.file());
    Expiry.require(ask, targets.file());
    PlainCollection collection = new PlainCollection(ask, root, self, proven, provenSnapshot);
    new DelegationWalk(ask, floors, delegations, known).from(targets, provenTargets, collection);
    return collection;
  }

  private static Members meta(PlainFile file) {
    return file.signed().object("meta", SpecRule.BODY_SHAPE);
  }

  private byte[] timestamp() {
    return ask.timestamp().orElseThrow(() -> {
      Optional<RoleName> role = Optional.of(RoleName.TIMESTAMP);
      String message = "timestamp: there is no trust data for " + ask.gun();
      Optional<Floor> floor = floors.of(RoleName.TIMESTAMP).filter(f -> conduct.heeds(SpecRule.COLLECTION_STAYS));
      return new Refusal(
          floor.isPresent()
              ? new Rejection.Vanished(SpecRule.COLLECTION_STAYS, role, floor.get().version(), message)
              : new Rejection.Missing(SpecRule.COLLECTION_EXISTS, role, "timestamp.json", message));
    });
  }

  /** The signatures, and the floor, of a role that root gives keys to. */
  private Proven proven(PlainRoot root, PlainFile file) {
    PlainKeys keys = root.keys().get(file.role());
    Proven proven = new Proven(
        file, root.since().get(file.role()), keys, keys.require(file, SpecRule.THRESHOLD_MET));
    floors.require(file, proven.since());
    return proven;
  }

  private void requireListed(PlainRoot root, Listing listing) {
    byte[] bytes = root.file().bytes();
    boolean same = bytes.length <= listing.length() && listing.differs(bytes).isEmpty();
    if (!same && conduct.heeds(SpecRule.SNAPSHOT_LISTS_ROOT)) {
      throw new Refusal(
          new Rejection.Inconsistent(
              SpecRule.SNAPSHOT_LISTS_ROOT, Optional.of(RoleName.ROOT), listing.digests().get(0), Digest.sha256(bytes),
              "root: the snapshot lists another one"));
    }
  }
}
