package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.tck.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says whether a root may be taken. */
final class RootJudge {
  private static final Optional<RoleName> ROOT = Optional.of(RoleName.ROOT);

  private final Ask ask;
  private final Conduct conduct;
  private final Map<RoleName, Floor> floors;

  RootJudge(Ask ask, Map<RoleName, Floor> floors) {
    this.ask = ask;
    this.conduct = ask.conduct();
    this.floors = floors;
  }

  PlainRoot first(PlainRoot root) {
    requirePinnedQuorum(root);
    return root;
  }

  PlainRoot anchor(byte[] pinned) {
    return first(PlainRoot.read(conduct, pinned)).anchored(Set.of(Digest.sha256(pinned)));
  }

  PlainRoot remembered(Remembered memory) {
    PlainRoot root = PlainRoot.read(conduct, memory.root()).pinnedBy(SpecRule.MEMORY_PINNED);
    requirePinnedQuorum(root);
    Map<RoleName, List<Long>> since = new HashMap<>(root.since());
    since.replaceAll((role, now) -> floors.containsKey(role) ? floors.get(role).since() : now);
    return root.since(since).anchored(memory.anchors());
  }

  PlainRoot rotated(PlainRoot from, PlainRoot next) {
    if (next.version() != from.version() + 1 && conduct.heeds(SpecRule.ROOT_VERSION_NEXT)) {
      throw Refusal.malformed(
          SpecRule.ROOT_VERSION_NEXT, RoleName.ROOT, "version " + next.version() + " follows " + from.version());
    }
    sound(next);
    sound(from).require(next.file(), SpecRule.ROOT_SIGNED_BY_PREDECESSOR);
    PlainRoot pinned = next.pinnedBy(SpecRule.ROTATION_PINNED);
    requirePinnedQuorum(pinned);
    Map<RoleName, List<Long>> since = new HashMap<>(from.since());
    since.replaceAll((role, was) -> losesItsKeys(role, next) ? List.of(next.version()) : was);
    return pinned.since(since).anchored(from.anchors());
  }

  private boolean losesItsKeys(RoleName role, PlainRoot next) {
    return floors.containsKey(role) && !role.equals(RoleName.ROOT)
        && !next.keys().get(role).areMetBy(floors.get(role).signers());
  }

  /** The same statement with other signatures. */
  PlainRoot signedAnew(PlainRoot known, PlainRoot same) {
    requirePinnedQuorum(same);
    return same.since(known.since()).anchored(known.anchors());
  }

  /** Who signed the last root of a chain, which has to be valid now. */
  Set<KeyId> requireValidNow(PlainRoot root) {
    Expiry.require(ask, root.file());
    PlainKeys counted = pinned(root).only(key -> !conduct.heeds(SpecRule.ROOT_CERTIFICATE)
        || key.certificates().filter(all -> all.areValidAt(ask.now())).isPresent());
    if (counted.keys().isEmpty()) {
      throw uncertified("none of its certificates is valid now");
    }
    PlainKeys met = counted.only(key -> !conduct.heeds(root.pinRule()) || ask.pins().metBy(key, ask.now()));
    if (met.keys().isEmpty() && conduct.heeds(SpecRule.ROOT_PINNED)) {
      throw unpinned(SpecRule.ROOT_PINNED, counted.keys().keySet());
    }
    return met.require(root.file(), SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  private void requirePinnedQuorum(PlainRoot root) {
    pinned(root).require(root.file(), SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  /** The root keys that signed the root and meet a pin. */
  private PlainKeys pinned(PlainRoot root) {
    PlainKeys sound = sound(root);
    Set<KeyId> signed = sound.signersOf(root.file());
    if (signed.isEmpty()) {
      signed = sound.require(root.file(), SpecRule.ROOT_SIGNED_BY_ITSELF);
    }
    Set<KeyId> signers = signed;
    PlainKeys mine = sound.only(key -> signers.contains(key.id()));
    PlainKeys met = mine.only(key -> ask.pins().onceMetBy(key, ask.now()));
    if (!met.keys().isEmpty()) {
      return met;
    }
    if (conduct.heeds(root.pinRule())) {
      throw unpinned(root.pinRule(), signers);
    }
    return mine;
  }

  /** The root keys whose certificates may stand for the collection, dates aside. */
  private PlainKeys sound(PlainRoot root) {
    if (!conduct.heeds(SpecRule.ROOT_CERTIFICATE)) {
      return root.ownKeys();
    }
    boolean wildcards = conduct.can(Capability.WILDCARD_CERTIFICATES);
    PlainKeys sound = root.ownKeys().only(key -> key.key().isPresent()
        && key.certificates().filter(all -> all.fault(ask.gun(), wildcards).isEmpty()).isPresent());
    if (sound.keys().isEmpty()) {
      throw uncertified("no key of root " + root.version() + " has a certificate for " + ask.gun());
    }
    return sound;
  }

  private static Refusal uncertified(String what) {
    return new Refusal(
        new Rejection.InvalidCertificate(SpecRule.ROOT_CERTIFICATE, ROOT, Map.of(), "root: " + what));
  }

  private static Refusal unpinned(SpecRule rule, Set<KeyId> offered) {
    return new Refusal(new Rejection.Unpinned(rule, ROOT, offered, "root: signed by " + offered + ", none pinned"));
  }
}
