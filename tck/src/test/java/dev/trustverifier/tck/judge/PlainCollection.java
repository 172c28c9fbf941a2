package dev.trustverifier.tck.judge;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that was proven of a collection. */
final class PlainCollection {
  static final List<String> EVERYTHING = List.of("");

  private final Ask ask;
  private final PlainRoot root;
  private final List<Proven> base;
  private final Map<RoleName, TargetsRole> roles = new LinkedHashMap<>();
  private final Map<RoleName, Proven> proven = new LinkedHashMap<>();
  private final Map<RoleName, Rejection> setAside = new LinkedHashMap<>();

  PlainCollection(Ask ask, PlainRoot root, Proven... base) {
    this.ask = ask;
    this.root = root;
    this.base = List.of(base);
  }

  /** What a snapshot lists of delegations. */
  static Map<RoleName, Listing> delegations(Members meta) {
    Map<RoleName, Listing> listed = new TreeMap<>();
    for (Object name : meta.map().keySet()) {
      if (RoleName.isRoleName((String) name) && new RoleName((String) name).isDelegation()) {
        listed.put(new RoleName((String) name), Listing.read(meta, new RoleName((String) name)));
      }
    }
    return listed;
  }

  void add(TargetsRole role, Proven file) {
    roles.put(role.name(), role);
    proven.put(role.name(), file);
  }

  void setAside(RoleName role, Rejection fault) {
    setAside.put(role, fault);
  }

  Conduct conduct() {
    return ask.conduct();
  }

  Optional<TargetsRole> role(RoleName name) {
    return Optional.ofNullable(roles.get(name));
  }

  Iterable<TargetsRole> roles() {
    return roles.values();
  }

  Proven proven(RoleName role) {
    return proven.get(role);
  }

  /** What is wrong with a role, or one above it. */
  Optional<Rejection> fault(RoleName role) {
    return setAside.containsKey(role) || !role.isDelegation()
        ? Optional.ofNullable(setAside.get(role))
        : fault(role.delegator());
  }

  List<TrustedImage.Link> chain(RoleName role, Set<RoleName> more) {
    Set<TrustedImage.Link> chain = new LinkedHashSet<>();
    base.forEach(file -> chain.add(file.link()));
    addPath(role, chain);
    more.forEach(other -> addPath(other, chain));
    return List.copyOf(chain);
  }

  private void addPath(RoleName role, Set<TrustedImage.Link> chain) {
    if (role.isDelegation()) {
      addPath(role.delegator(), chain);
    }
    if (proven.containsKey(role)) {
      chain.add(proven.get(role).link());
    }
  }

  /** What to remember after this, given what was remembered before. */
  Remembered remembered(Optional<Remembered> before) {
    Map<RoleName, Floor> floors = new HashMap<>();
    before.ifPresent(memory -> memory.floors().forEach((role, floor) -> {
      if (role.isDelegation() && isStillDelegated(role)) {
        floors.put(role, floor);
      }
    }));
    List<Proven> all = new ArrayList<>(base);
    all.addAll(proven.values());
    all.forEach(file -> floors.put(file.role(), file.floor(ask.now())));
    List<OnceTrusted> onceTrusted = before.map(Remembered::onceTrusted).orElse(List.of());
    return new Remembered(root.file().bytes(), root.anchors(), floors, onceTrusted);
  }

  /** From when on something in it is not to be believed any more. */
  Instant firstExpiry() {
    Stream<Instant> files =
        Stream.concat(base.stream(), proven.values().stream()).map(file -> file.link().expires());
    Stream<Instant> pins = ask.pins().ends().filter(end -> !end.isBefore(ask.now()));
    return Stream.concat(files, pins).min(Instant::compareTo).orElseThrow();
  }

  private boolean isStillDelegated(RoleName role) {
    RoleName delegator = role.delegator();
    if (roles.containsKey(delegator)) {
      return roles.get(delegator).delegations().stream().anyMatch(d -> d.name().equals(role));
    }
    return delegator.isDelegation() && isStillDelegated(delegator);
  }
}
