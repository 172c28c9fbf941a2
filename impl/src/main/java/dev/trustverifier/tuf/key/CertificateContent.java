package dev.trustverifier.tuf.key;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a certificate says; nobody has checked that its issuer says so too.
 *
 * @param der the certificate; not to be written to
 * @param commonName the last one of the subject, as Go takes it
 * @param window when it is valid
 * @param isAuthority whether it calls itself a CA certificate
 * @param purposes what its key is for; empty if for anything
 * @param weakSignature the broken hash that it is signed with, if it is
 * @param key its key
 */
record CertificateContent(
    byte[] der,
    Optional<String> commonName,
    ValidityWindow window,
    boolean isAuthority,
    Optional<ExtendedKeyUsage> purposes,
    Optional<String> weakSignature,
    SubjectKey key) {

  static CertificateContent read(byte[] der) throws UnusableKey {
    return StrictDer.read(der, "a certificate", value -> of(der, Certificate.getInstance(value)));
  }

  private static CertificateContent of(byte[] der, Certificate certificate) throws IOException {
    if (!certificate.getSignatureAlgorithm().equals(certificate.getTBSCertificate().getSignature())) {
      throw new IllegalArgumentException("it names two signature algorithms");
    }
    Optional<Extensions> extensions = Optional.ofNullable(certificate.getTBSCertificate().getExtensions());
    return new CertificateContent(
        der,
        commonName(certificate.getSubject()),
        ValidityWindow.of(certificate),
        extensions.map(BasicConstraints::fromExtensions).filter(BasicConstraints::isCA).isPresent(),
        extensions.map(ExtendedKeyUsage::fromExtensions),
        BrokenHash.under(certificate.getSignatureAlgorithm()),
        SubjectKey.of(certificate.getSubjectPublicKeyInfo()));
  }

  private static Optional<String> commonName(X500Name subject) {
    Optional<String> last = Optional.empty();
    for (RDN rdn : subject.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(BCStyle.CN) && attribute.getValue() instanceof ASN1String text) {
          last = Optional.of(text.getString());
        }
      }
    }
    return last;
  }

  /** Why it may not be used, whatever it is used for and whenever. Fits behind "its certificate". */
  Optional<String> weakness() {
    if (window.isEmpty()) {
      return Optional.of("ends before it begins");
    }
    return weakSignature.map(hash -> "is signed with " + hash).or(this::weakRsaKey);
  }

  private Optional<String> weakRsaKey() {
    if (!RsaKey.isRsa(key)) {
      return Optional.empty();
    }
    try {
      RsaKey.read(key);
      return Optional.empty();
    } catch (UnusableKey e) {
      return Optional.of("holds " + e.getMessage());
    }
  }

  /** Why it may not be used at an instant. Fits behind "its certificate". */
  Optional<String> faultAt(Instant now) {
    return window.faultAt(now);
  }

  /** Whether its key may be used for a purpose. */
  boolean permits(KeyPurposeId purpose) {
    return purposes
        .map(usage -> usage.hasKeyPurposeId(purpose) || usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage))
        .orElse(true);
  }
}
