package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Remembered;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A root that was proven: by a pin or by first use, or by the root before it. Whether it is the last of its chain, and
 * valid now, is another question: {@link #finalAt}. Immutable.
 */
public final class TrustedRoot {
  private final PinnedRoot proven;
  private final Map<RoleName, List<Long>> since;
  private final Remembered memory;

  private TrustedRoot(PinnedRoot proven, Map<RoleName, List<Long>> since, Remembered memory) {
    this.proven = proven;
    this.since = Map.copyOf(since);
    this.memory = memory;
  }

  /** Takes the first root of a chain that has no memory. */
  public static TrustedRoot first(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    PinnedRoot pinned = PinnedRoot.of(root, trust, SpecRule.ROOT_PINNED);
    pinned.requireOwnQuorum();
    Remembered nothing = new Remembered(root.file().content(), Set.of(), Map.of());
    return new TrustedRoot(pinned, sinceNow(pinned.version()), nothing);
  }

  /** Takes a root that was pinned itself. */
  public static TrustedRoot anchored(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    return first(root, trust).anchoredIn(root.file().digest());
  }

  /** Takes the root that was trusted last time, if its certificates meet the pins of today. */
  public static TrustedRoot remembered(Unverified<Metadata.Root> root, Remembered memory, RootTrust trust)
      throws Refused {
    PinnedRoot pinned = PinnedRoot.of(root, trust, SpecRule.MEMORY_PINNED);
    pinned.requireOwnQuorum();
    Map<RoleName, List<Long>> since = sinceNow(pinned.version());
    since.replaceAll(
        (role, now) -> Optional.ofNullable(memory.floors().get(role)).map(Floor::since).orElse(now));
    return new TrustedRoot(pinned, since, memory);
  }

  /** The same root, which is a pinned root or descends from it. */
  public TrustedRoot anchoredIn(Digest pin) {
    Set<Digest> anchors = new HashSet<>(memory.anchors());
    anchors.add(pin);
    return new TrustedRoot(proven, since, new Remembered(memory.root(), anchors, memory.floors(), memory.onceTrusted()));
  }

  private static Map<RoleName, List<Long>> sinceNow(long version) {
    Map<RoleName, List<Long>> since = new HashMap<>();
    for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
      since.put(role, List.of(version));
    }
    return since;
  }

  /** Takes the root that follows this one. */
  public TrustedRoot rotated(Unverified<Metadata.Root> next) throws Refused {
    if (next.claimedVersion() != version() + 1) {
      throw new Refused(
          new Rejection.Malformed(
              SpecRule.ROOT_VERSION_NEXT, Optional.of(RoleName.ROOT),
              "root: after version " + version() + " comes " + (version() + 1) + ", not " + next.claimedVersion()));
    }
    RootTrust trust = proven.trust();
    PinnedRoot.requireCertificates(next, trust);
    Quorum.of(next, proven.usableKeys(), SpecRule.ROOT_SIGNED_BY_PREDECESSOR);
    PinnedRoot pinned = PinnedRoot.of(next, trust, SpecRule.ROTATION_PINNED);
    pinned.requireOwnQuorum();
    Map<RoleName, List<Long>> then = new HashMap<>(since);
    then.replaceAll((role, was) -> keepsFloor(role, pinned) ? was : List.of(pinned.version()));
    return new TrustedRoot(pinned, then, memory);
  }

  /** Takes the same root with other signatures: what it says is the same, so nothing has to follow but a quorum. */
  public TrustedRoot signedAnew(Unverified<Metadata.Root> same) throws Refused {
    if (!same.statement().equals(statement())) {
      throw new IllegalArgumentException("another root is not the same signed anew");
    }
    PinnedRoot pinned = PinnedRoot.of(same, proven.trust(), SpecRule.ROOT_PINNED);
    pinned.requireOwnQuorum();
    return new TrustedRoot(pinned, since, memory);
  }

  private boolean keepsFloor(RoleName role, PinnedRoot next) {
    Floor floor = memory.floors().get(role);
    return floor == null || Floors.isFloorWith(next.claims().keysOf(role), floor);
  }

  /** The root to verify everything else with, if it and enough of its certificates are valid now. */
  public FinalRoot finalAt(Instant now) throws Refused {
    return FinalRoot.of(this, now);
  }

  public long version() {
    return proven.version();
  }

  /** The digest of what this root says. */
  public Digest statement() {
    return proven.root().statement();
  }

  public MetadataFile file() {
    return proven.file();
  }

  public Gun gun() {
    return proven.trust().gun();
  }

  /** The pinned roots that this one is proven to descend from, itself included. */
  public Set<Digest> anchors() {
    return memory.anchors();
  }

  PinnedRoot proven() {
    return proven;
  }

  List<Long> since(RoleName role) {
    return since.getOrDefault(role, List.of());
  }
}
