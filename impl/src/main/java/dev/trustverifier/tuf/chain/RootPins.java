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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Those of the keys that meet a pin now; all of them, where a pinned root or the first use vouches for the chain. */
  Set<KeyId> metBy(Map<KeyId, VerificationKey> keys, Instant now) {
    return met(keys, (bundle, authority) -> now);
  }

  /**
   * Those of the keys that meet a pin, or did while all that it took was valid: a root that was followed on the way to
   * the current one may have a certificate, or an authority above it, that has expired since.
   */
  Set<KeyId> onceMetBy(Map<KeyId, VerificationKey> keys, Instant now) {
    return met(keys, (bundle, authority) -> earliest(now, bundle.expires(), authority.getNotAfter().toInstant()));
  }

  private static Instant earliest(Instant... instants) {
    return Stream.of(instants).min(Instant::compareTo).orElseThrow();
  }

  private Set<KeyId> met(
      Map<KeyId, VerificationKey> keys, BiFunction<RootCertificate, X509Certificate, Instant> instant) {
    Set<KeyId> listed = certificates();
    List<X509Certificate> authorities = authorities();
    if (listed.isEmpty() && authorities.isEmpty()) {
      return keys.keySet();
    }
    Set<KeyId> met = new LinkedHashSet<>();
    keys.forEach(
        (id, key) -> {
          if (listed.contains(id) || key.certificate().filter(c -> issued(c, authorities, instant)).isPresent()) {
            met.add(id);
          }
        });
    return met;
  }

  private static boolean issued(
      RootCertificate bundle,
      List<X509Certificate> authorities,
      BiFunction<RootCertificate, X509Certificate, Instant> instant) {
    return authorities.stream()
        .map(authority -> instant.apply(bundle, authority))
        .distinct()
        .anyMatch(at -> bundle.issuedBy(authorities, at));
  }

  private Set<KeyId> certificates() {
    return pins.stream()
        .filter(TrustPin.Certificate.class::isInstance)
        .map(pin -> ((TrustPin.Certificate) pin).keyId())
        .collect(Collectors.toSet());
  }

  private List<X509Certificate> authorities() {
    return pins.stream()
        .filter(TrustPin.CertificateAuthority.class::isInstance)
        .flatMap(pin -> ((TrustPin.CertificateAuthority) pin).certificates().stream())
        .toList();
  }

  /** When the first of the pinned authorities expires that has not done so yet; never, if there is none. */
  Instant validUntil(Instant now) {
    return authorities().stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .filter(expires -> !expires.isBefore(now))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
