package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Remembered;
import java.time.Instant;
import java.util.HashMap;
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
  private final Set<Digest> anchors;

  private TrustedRoot(PinnedRoot proven, Map<RoleName, List<Long>> since, Set<Digest> anchors) {
    this.proven = proven;
    this.since = Map.copyOf(since);
    this.anchors = Set.copyOf(anchors);
  }

  /** Takes the first root of a chain that has no memory. */
  public static TrustedRoot first(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    PinnedRoot pinned = PinnedRoot.of(root, trust, SpecRule.ROOT_PINNED);
    pinned.requireOwnQuorum();
    return new TrustedRoot(pinned, sinceNow(pinned.version()), Set.of());
  }

  /** Takes a root that was pinned itself. */
  public static TrustedRoot anchored(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    TrustedRoot first = first(root, trust);
    return new TrustedRoot(first.proven, first.since, Set.of(root.file().digest()));
  }

  /** Takes the root that was trusted last time, if it meets the pins of today. */
  public static TrustedRoot remembered(Unverified<Metadata.Root> root, Remembered memory, RootTrust trust)
      throws Refused {
    PinnedRoot pinned = PinnedRoot.of(root, trust, SpecRule.MEMORY_PINNED);
    if (!trust.pins().anchoredIn(memory.anchors())) {
      throw new Refused(
          new Rejection.Unpinned(
              SpecRule.MEMORY_PINNED, Optional.of(RoleName.ROOT), pinned.keys().ids(),
              "root: the remembered root " + pinned.version() + " is not known to descend from a pinned root;"
                  + " pin a root that it descends from, or have the collection forgotten"));
    }
    pinned.requireOwnQuorum();
    Map<RoleName, List<Long>> since = sinceNow(pinned.version());
    since.replaceAll(
        (role, now) -> Optional.ofNullable(memory.floors().get(role)).map(Floor::since).orElse(now));
    return new TrustedRoot(pinned, since, memory.anchors());
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
    then.replaceAll((role, was) -> sameKeys(role, pinned) ? was : List.of(pinned.version()));
    return new TrustedRoot(pinned, then, anchors);
  }

  /** Takes the same root with other signatures: what it says is the same, so nothing has to follow but a quorum. */
  public TrustedRoot signedAnew(Unverified<Metadata.Root> same) throws Refused {
    if (!same.statement().equals(statement())) {
      throw new IllegalArgumentException("another root is not the same signed anew");
    }
    PinnedRoot pinned = PinnedRoot.of(same, proven.trust(), SpecRule.ROOT_PINNED);
    pinned.requireOwnQuorum();
    return new TrustedRoot(pinned, since, anchors);
  }

  private boolean sameKeys(RoleName role, PinnedRoot next) {
    return proven.claims().keysOf(role).ids().equals(next.claims().keysOf(role).ids());
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

  /** The ids of the root keys whose certificates name the collection. */
  public Set<KeyId> keyIds() {
    return proven.usableKeys().ids();
  }

  Set<Digest> anchors() {
    return anchors;
  }

  PinnedRoot proven() {
    return proven;
  }

  List<Long> since(RoleName role) {
    return since.getOrDefault(role, List.of());
  }
}
