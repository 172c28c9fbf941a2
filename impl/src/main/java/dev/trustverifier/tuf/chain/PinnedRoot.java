package dev.trustverifier.tuf.chain;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A root with keys whose certificates name the collection and meet a pin. That these have signed it is yet to show. */
final class PinnedRoot {
  private final Unverified<Metadata.Root> root;
  private final RootTrust trust;
  private final RoleKeys usable;
  private final RoleKeys keys;

  private PinnedRoot(Unverified<Metadata.Root> root, RootTrust trust, RoleKeys usable, Set<KeyId> pinned) {
    this.root = root;
    this.trust = trust;
    this.usable = usable;
    this.keys = usable.only(pinned);
  }

  static PinnedRoot of(Unverified<Metadata.Root> root, RootTrust trust, SpecRule pinRule) throws Refused {
    RoleKeys usable = requireCertificates(root, trust);
    Set<KeyId> met = trust.pins().metBy(usable.keys(), trust.now());
    if (met.isEmpty()) {
      throw new Refused(unpinned(root, usable, pinRule));
    }
    return new PinnedRoot(root, trust, usable, met);
  }

  /** The root keys with certificates that may stand for the collection, dates aside; refuses a root without any. */
  static RoleKeys requireCertificates(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    RoleKeys all = root.claims().keysOf(RoleName.ROOT);
    Map<KeyId, String> faults = new TreeMap<>();
    all.keys().forEach((id, key) -> faultOf(key, trust).ifPresent(fault -> faults.put(id, fault)));
    return all.only(remaining(all, faults));
  }

  private static Optional<String> faultOf(VerificationKey key, RootTrust trust) {
    return key.certificate().map(c -> c.fault(trust.gun())).orElse(Optional.of("it comes without a certificate"));
  }

  private static Set<KeyId> remaining(RoleKeys all, Map<KeyId, String> faults) throws Refused {
    Set<KeyId> sound = new HashSet<>(all.ids());
    sound.removeAll(faults.keySet());
    if (sound.isEmpty()) {
      throw new Refused(
          new Rejection.InvalidCertificate(
              SpecRule.ROOT_CERTIFICATE, Optional.of(RoleName.ROOT), faults,
              "root: no key has a certificate that may stand for this collection" + listed(faults)));
    }
    return sound;
  }

  private static String listed(Map<KeyId, String> faults) {
    return faults.isEmpty()
        ? ": it lists no key"
        : faults.entrySet().stream()
            .map(e -> e.getKey().hex().substring(0, 12) + "…: " + e.getValue())
            .collect(Collectors.joining("; ", ": ", ""));
  }

  private static Rejection unpinned(Unverified<Metadata.Root> root, RoleKeys usable, SpecRule rule) {
    String what =
        switch (rule) {
          case ROTATION_PINNED -> "a proven rotation leads to keys that meet no pin";
          case MEMORY_PINNED -> "the remembered root meets none of the pins of today; pin it, or have the collection"
              + " forgotten";
          default -> "no key of the root meets a pin";
        };
    String ids = usable.ids().stream().map(KeyId::hex).sorted().collect(Collectors.joining(", "));
    return new Rejection.Unpinned(
        rule, Optional.of(RoleName.ROOT), usable.ids(),
        "root: " + what + "; root " + root.claimedVersion() + " has the key " + ids);
  }

  void requireOwnQuorum() throws Refused {
    Quorum.of(root, keys, SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  /** Requires the quorum of those keys whose certificates are valid at an instant. */
  Quorum requireOwnQuorumAt(Instant now) throws Refused {
    Map<KeyId, String> faults = new TreeMap<>();
    keys.keys().forEach(
        (id, key) -> key.certificate().flatMap(c -> c.faultAt(now)).ifPresent(fault -> faults.put(id, fault)));
    Set<KeyId> valid = remaining(keys, faults);
    return Quorum.of(root, keys.only(valid), SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  /** The keys that count towards the next root's quorum of predecessors: pinned or not, dated or not. */
  RoleKeys usableKeys() {
    return usable;
  }

  RoleKeys keys() {
    return keys;
  }

  RootTrust trust() {
    return trust;
  }

  Unverified<Metadata.Root> root() {
    return root;
  }

  Metadata.Root claims() {
    return root.claims();
  }

  long version() {
    return root.claimedVersion();
  }

  MetadataFile file() {
    return root.file();
  }
}
