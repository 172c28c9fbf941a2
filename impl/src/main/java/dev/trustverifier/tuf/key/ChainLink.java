package dev.trustverifier.tuf.key;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate as both libraries see it.
 *
 * @param certificate for the JDK's path validation
 * @param content for all else
 */
record ChainLink(X509Certificate certificate, CertificateContent content) {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final int CERT_SIGN = 5;

  static ChainLink of(CertificateContent content) throws CertificateException {
    return new ChainLink(
        (X509Certificate)
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content.der())),
        content);
  }

  /** A configured authority, if it may be used as such at an instant. */
  static Optional<ChainLink> anchor(X509Certificate certificate, Instant now) {
    try {
      CertificateContent content = CertificateContent.read(certificate.getEncoded());
      return content.weakness().isEmpty() && content.window().contains(now)
          ? Optional.of(new ChainLink(certificate, content))
          : Optional.empty();
    } catch (CertificateException | UnusableKey e) {
      return Optional.empty();
    }
  }

  boolean wasIssuedUnderTheNameOf(ChainLink issuer) {
    return certificate.getIssuerX500Principal().equals(issuer.certificate.getSubjectX500Principal());
  }

  /** Whether, as an anchor, it may have this many authorities between itself and a leaf. The JDK does not ask that. */
  boolean mayIssueThrough(int intermediates) {
    boolean[] usage = certificate.getKeyUsage();
    return (usage == null || usage[CERT_SIGN]) && intermediates <= certificate.getBasicConstraints();
  }

  /** Whether it restricts names, which the JDK heeds in the certificates of a path, but not in anchors. */
  boolean constrainsNames() {
    return certificate.getExtensionValue(NAME_CONSTRAINTS) != null;
  }
}
