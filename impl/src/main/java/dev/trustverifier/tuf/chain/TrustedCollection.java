package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A whole collection, proven from root to the last delegation. Immutable and safe for use by several threads. */
public final class TrustedCollection {
  private static final long OVERHEAD = 8 * 1024;

  // Of what was read on the way only what is asked for later: thousands of these are kept.
  private final Gun gun;
  private final byte[] rootFile;
  private final Set<Digest> anchors;
  private final Proven root;
  private final Proven timestamp;
  private final Proven snapshot;
  private final Map<RoleName, TargetsRole> roles;
  private final Map<RoleName, Rejection> setAside;
  private final Instant firstExpiry;
  private final long size;

  TrustedCollection(FreshSnapshot snapshot, Map<RoleName, TargetsRole> roles, Map<RoleName, Rejection> setAside) {
    TrustedRoot trusted = snapshot.root().root();
    this.gun = trusted.gun();
    this.rootFile = trusted.file().content();
    this.anchors = trusted.anchors();
    this.root = snapshot.root().proven();
    this.timestamp = snapshot.trusted().timestamp().proven();
    this.snapshot = snapshot.trusted().proven();
    this.roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    this.setAside = Collections.unmodifiableMap(new LinkedHashMap<>(setAside));
    this.firstExpiry =
        Stream.concat(Stream.of(snapshot.root().validUntil()), files().stream().map(Proven::expires))
            .min(Instant::compareTo)
            .orElseThrow();
    this.size =
        OVERHEAD
            + baseFiles().stream().mapToLong(Proven::length).sum()
            + roles.values().stream().mapToLong(TargetsRole::size).sum();
  }

  /** Every file of the collection: root, timestamp, snapshot, targets, delegations; without those set aside. */
  public List<Proven> files() {
    List<Proven> files = new ArrayList<>(baseFiles());
    roles.values().forEach(role -> files.add(role.proven()));
    return files;
  }

  private List<Proven> baseFiles() {
    return List.of(root, timestamp, snapshot);
  }

  public Gun gun() {
    return gun;
  }

  /** About how much memory this takes, in bytes, as measured: keys and certificates, and what was read of the files. */
  public long size() {
    return size;
  }

  /** The last instant at which every file, and what the root was proven by, is valid. */
  public Instant firstExpiry() {
    return firstExpiry;
  }

  /** The timestamp that led here: while the source shows the same, nothing has changed. */
  public Proven timestamp() {
    return timestamp;
  }

  /** The delegations that are expired or under their threshold, and what is wrong with each. */
  public Map<RoleName, Rejection> setAside() {
    return setAside;
  }

  /** What is wrong with a role, or with one that delegates to it, if it was set aside for that. */
  Optional<Rejection> faultOnTheWayTo(RoleName role) {
    Rejection fault = setAside.get(role);
    return fault == null && role.isDelegation() ? faultOnTheWayTo(role.delegator()) : Optional.ofNullable(fault);
  }

  /** The images a role lists within its paths. */
  public List<TargetRow> rows(RoleName role) {
    TargetsRole listing = roles.get(role);
    return listing == null ? List.of() : listing.rows().all().filter(r -> listing.mayList(r.name())).toList();
  }

  /** Targets and the delegations, delegator before delegation. */
  public List<RoleName> targetsRoles() {
    return List.copyOf(roles.keySet());
  }

  /** The roles that a role delegates to, and on what terms, whether or not they have signed anything. */
  public List<Delegation> delegations(RoleName role) {
    TargetsRole delegator = roles.get(role);
    return delegator == null ? List.of() : delegator.delegations();
  }

  /** What to remember, given what was remembered before. */
  public Remembered remember(Optional<Remembered> before, Mementos mementos, Instant now) {
    Map<RoleName, Floor> floors = new LinkedHashMap<>();
    before.map(Remembered::floors).orElse(Collections.emptySortedMap()).forEach(
        (role, floor) -> {
          if (role.isDelegation() && isStillDelegated(role)) {
            floors.put(role, floor);
          }
        });
    files().forEach(file -> floors.put(file.role(), file.floor(now)));
    List<OnceTrusted> known = before.map(Remembered::onceTrusted).orElse(List.of());
    return new Remembered(rootFile, anchors, floors, mementos.after(this, known, now));
  }

  // Below a role that was set aside nobody can tell: what was known stays known.
  private boolean isStillDelegated(RoleName role) {
    RoleName delegator = role.delegator();
    TargetsRole proven = roles.get(delegator);
    return proven == null
        ? delegator.isDelegation() && isStillDelegated(delegator)
        : proven.delegations().stream().anyMatch(d -> d.name().equals(role));
  }

  Optional<TargetsRole> role(RoleName name) {
    return Optional.ofNullable(roles.get(name));
  }

  Iterable<TargetsRole> roles() {
    return roles.values();
  }

  /** The files from root to a role, in that order, then those on the way to some more roles. */
  List<TrustedImage.Link> chainTo(RoleName role, Set<RoleName> more) {
    Set<TrustedImage.Link> chain = new LinkedHashSet<>();
    baseFiles().forEach(file -> chain.add(file.link()));
    chain.addAll(pathTo(role));
    more.forEach(other -> chain.addAll(pathTo(other)));
    return List.copyOf(chain);
  }

  private List<TrustedImage.Link> pathTo(RoleName role) {
    List<TrustedImage.Link> path =
        role.isDelegation() ? new ArrayList<>(pathTo(role.delegator())) : new ArrayList<>();
    path.add(roles.get(role).proven().link());
    return path;
  }
}
