package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.policy.TrustPin;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a root has to meet: the pins of one rule, all of one kind. */
record PlainPins(List<TrustPin> pins) {
  private static final String ANY = "2.5.29.37.0";
  private static final List<String> PURPOSES = List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3");

  boolean onFirstUse() {
    return pins.get(0) instanceof TrustPin.FirstUse;
  }

  List<byte[]> roots() {
    return pins.stream().flatMap(pin -> pin instanceof TrustPin.Root root ? Stream.of(root.json()) : Stream.empty())
        .toList();
  }

  boolean anchoredIn(Set<Digest> anchors) {
    return roots().isEmpty() || roots().stream().map(Digest::sha256).anyMatch(anchors::contains);
  }

  /** Whether a key meets one of the pins at an instant. */
  boolean metBy(PlainKey key, Instant now) {
    return pins.stream().anyMatch(pin -> isMet(pin, key, now));
  }

  /** Whether a key met one of the pins while all that it took was valid. */
  boolean onceMetBy(PlainKey key, Instant now) {
    return pins.stream().anyMatch(pin -> isMet(pin, key, earliest(pin, key, now)));
  }

  /** When the pinned authorities end. */
  Stream<Instant> ends() {
    return pins.stream().flatMap(PlainPins::ends);
  }

  private static Stream<Instant> ends(TrustPin pin) {
    return pin instanceof TrustPin.CertificateAuthority authority
        ? authority.certificates().stream().map(one -> one.getNotAfter().toInstant())
        : Stream.empty();
  }

  private static Instant earliest(TrustPin pin, PlainKey key, Instant now) {
    Stream<Instant> own = key.certificates().stream().map(PlainCertificates::expires);
    return Stream.of(Stream.of(now), ends(pin), own).flatMap(all -> all).min(Instant::compareTo).orElseThrow();
  }

  private static boolean isMet(TrustPin pin, PlainKey key, Instant now) {
    if (pin instanceof TrustPin.Certificate certificate) {
      return certificate.keyId().equals(key.id());
    }
    if (pin instanceof TrustPin.CertificateAuthority authority) {
      return key.certificates().isPresent()
          && authority.certificates().stream().anyMatch(anchor -> issued(anchor, key.certificates().get(), now));
    }
    return true;
  }

  private static boolean issued(X509Certificate anchor, PlainCertificates bundle, Instant now) {
    if (PlainCertificates.isWeak(anchor) || now.isAfter(anchor.getNotAfter().toInstant())
        || now.isBefore(anchor.getNotBefore().toInstant())) {
      return false;
    }
    if (anchor.equals(bundle.leaf())) {
      return PURPOSES.stream().anyMatch(purpose -> serves(anchor, purpose));
    }
    boolean[] usage = anchor.getKeyUsage();
    if (!PlainCertificates.isAuthority(anchor) || usage != null && !usage[5]) {
      return false;
    }
    try {
      List<X509Certificate> path = path(anchor, bundle, now);
      return path.size() - 1 <= anchor.getBasicConstraints()
          && PURPOSES.stream().anyMatch(
              purpose -> serves(anchor, purpose) && path.stream().allMatch(link -> serves(link, purpose)));
    } catch (GeneralSecurityException none) {
      return false;
    }
  }

  private static List<X509Certificate> path(X509Certificate anchor, PlainCertificates bundle, Instant now)
      throws GeneralSecurityException {
    X509CertSelector leaf = new X509CertSelector();
    leaf.setCertificate(bundle.leaf());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), leaf);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(bundle.all())));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    CertPath path = CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
    return path.getCertificates().stream().map(X509Certificate.class::cast).toList();
  }

  private static boolean serves(X509Certificate certificate, String purpose) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(purpose) || usages.contains(ANY);
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
