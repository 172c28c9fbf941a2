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

/** A root signed by keys whose certificates name the collection and meet a pin. Whether they suffice is yet to show. */
final class PinnedRoot {
  private static final String PIN_THEM_TOO =
      "; others signed that meet no pin: as many keys have to be pinned as the threshold needs";

  private final Unverified<Metadata.Root> root;
  private final RootTrust trust;
  private final RoleKeys usable;
  private final Quorum quorum;

  private PinnedRoot(Unverified<Metadata.Root> root, RootTrust trust, RoleKeys usable, Quorum quorum) {
    this.root = root;
    this.trust = trust;
    this.usable = usable;
    this.quorum = quorum;
  }

  static PinnedRoot of(Unverified<Metadata.Root> root, RootTrust trust, SpecRule pinRule) throws Refused {
    RoleKeys usable = requireCertificates(root, trust);
    Quorum signed = Quorum.count(root, usable);
    if (signed.signers().isEmpty()) {
      signed.require(SpecRule.ROOT_SIGNED_BY_ITSELF);
    }
    // Only keys that signed are held against the pins: a path to an authority is costly, and anybody can list keys.
    Set<KeyId> met = trust.pins().onceMetBy(usable.only(signed.signers()).keys(), trust.now());
    return new PinnedRoot(root, trust, usable, signed.only(requireAny(met, root, signed, pinRule), PIN_THEM_TOO));
  }

  private static Set<KeyId> requireAny(Set<KeyId> met, Unverified<Metadata.Root> root, Quorum signed, SpecRule rule)
      throws Refused {
    if (met.isEmpty()) {
      throw new Refused(unpinned(root, signed.signers(), rule));
    }
    return met;
  }

  /** The root keys with certificates that may stand for the collection, dates aside; refuses a root without any. */
  static RoleKeys requireCertificates(Unverified<Metadata.Root> root, RootTrust trust) throws Refused {
    RoleKeys all = root.claims().keysOf(RoleName.ROOT);
    Map<KeyId, String> faults = new TreeMap<>();
    all.keys().forEach((id, key) -> faultOf(key, trust).ifPresent(fault -> faults.put(id, fault)));
    return all.only(remaining(all.ids(), faults));
  }

  private static Optional<String> faultOf(VerificationKey key, RootTrust trust) {
    return key.certificate().map(c -> c.fault(trust.gun())).orElse(Optional.of("it comes without a certificate"));
  }

  private static Set<KeyId> remaining(Set<KeyId> all, Map<KeyId, String> faults) throws Refused {
    Set<KeyId> sound = new HashSet<>(all);
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

  private static Rejection unpinned(Unverified<Metadata.Root> root, Set<KeyId> offered, SpecRule rule) {
    String what =
        switch (rule) {
          case ROTATION_PINNED -> "a proven rotation leads to keys that meet no pin";
          case MEMORY_PINNED -> "the remembered root meets none of the pins of today; pin it, or have the collection"
              + " forgotten";
          default -> "no key that signed the root meets a pin";
        };
    String ids = offered.stream().map(KeyId::hex).sorted().collect(Collectors.joining(", "));
    return new Rejection.Unpinned(
        rule, Optional.of(RoleName.ROOT), offered,
        "root: " + what + "; root " + root.claimedVersion() + " is signed by " + ids);
  }

  void requireOwnQuorum() throws Refused {
    quorum.require(SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  /** Requires the quorum of those keys whose certificates are valid, and meet a pin, at the instant itself. */
  Quorum requireOwnQuorumNow() throws Refused {
    Map<KeyId, String> faults = new TreeMap<>();
    Instant now = trust.now();
    quorum.keys().keys().forEach(
        (id, key) -> key.certificate().flatMap(c -> c.faultAt(now)).ifPresent(fault -> faults.put(id, fault)));
    Quorum valid = quorum.only(remaining(quorum.keys().ids(), faults));
    Set<KeyId> met = trust.pins().metBy(valid.keys().keys(), now);
    return valid.only(requireAny(met, root, valid, SpecRule.ROOT_PINNED), PIN_THEM_TOO)
        .require(SpecRule.ROOT_SIGNED_BY_ITSELF);
  }

  /** The keys that count towards the next root's quorum of predecessors: pinned or not, dated or not. */
  RoleKeys usableKeys() {
    return usable;
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
