package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.policy.TrustPin;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pins of one rule, all of one kind, any of which suffices. Immutable. */
public final class RootPins {
  private final List<TrustPin> pins;

  public RootPins(List<TrustPin> pins) {
    this.pins = List.copyOf(pins);
  }

  /** Whether the first root seen is believed. */
  public boolean onFirstUse() {
    return pins.stream().anyMatch(TrustPin.FirstUse.class::isInstance);
  }

  /** The pinned roots, from one of which the chain has to begin; empty if the pins are of another kind. */
  public List<byte[]> roots() {
    return pins.stream()
        .filter(TrustPin.Root.class::isInstance)
        .map(pin -> ((TrustPin.Root) pin).json())
        .toList();
  }

  /** Whether a remembered root, proven to descend from these anchors, was anchored in one of the pinned roots. */
  public boolean anchoredIn(Set<Digest> anchors) {
    List<byte[]> roots = roots();
    return roots.isEmpty() || roots.stream().map(Digest::sha256).anyMatch(anchors::contains);
  }

  /** Those of the keys that meet a pin; all of them, where a pinned root or the first use vouches for the chain. */
  Set<KeyId> metBy(Map<KeyId, VerificationKey> keys, Instant now) {
    Set<KeyId> listed =
        pins.stream()
            .filter(TrustPin.Certificate.class::isInstance)
            .map(pin -> ((TrustPin.Certificate) pin).keyId())
            .collect(Collectors.toSet());
    List<X509Certificate> authorities =
        pins.stream()
            .filter(TrustPin.CertificateAuthority.class::isInstance)
            .flatMap(pin -> ((TrustPin.CertificateAuthority) pin).certificates().stream())
            .toList();
    if (listed.isEmpty() && authorities.isEmpty()) {
      return keys.keySet();
    }
    Set<KeyId> met = new LinkedHashSet<>();
    keys.forEach(
        (id, key) -> {
          if (listed.contains(id) || !authorities.isEmpty() && issued(key, authorities, now)) {
            met.add(id);
          }
        });
    return met;
  }

  /** When the first of the pinned authorities expires that has not done so yet; never, if there is none. */
  Instant validUntil(Instant now) {
    return pins.stream()
        .filter(TrustPin.CertificateAuthority.class::isInstance)
        .flatMap(pin -> ((TrustPin.CertificateAuthority) pin).certificates().stream())
        .map(certificate -> certificate.getNotAfter().toInstant())
        .filter(expires -> !expires.isBefore(now))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  // A root that was followed on the way to the current one may have a certificate that has since expired.
  private static boolean issued(VerificationKey key, List<X509Certificate> authorities, Instant now) {
    return key.certificate()
        .filter(bundle -> bundle.issuedBy(authorities, now.isAfter(bundle.expires()) ? bundle.expires() : now))
        .isPresent();
  }
}
