package dev.trustverifier.tuf.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who may vouch for a server, instead of the authorities that the system trusts. Immutable.
 *
 * @param certificates at least one
 */
public record CertificateAuthorities(List<Certificate> certificates) {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final Pattern BLOCK = Pattern.compile(BEGIN + "[^-]*-----END CERTIFICATE-----");

  /**
   * Copies the list.
   *
   * @param certificates at least one
   * @throws IllegalArgumentException if it is empty
   */
  public CertificateAuthorities {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no certificate in PEM form found");
    }
  }

  /**
   * Reads certificates; text between them is skipped.
   *
   * @param pem X.509 certificates in PEM form
   * @return all of them
   * @throws IllegalArgumentException if there is none, or one that cannot be read
   */
  public static CertificateAuthorities fromPem(String pem) {
    List<Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(pem);
    while (blocks.find()) {
      certificates.add(read(blocks.group(), certificates.size() + 1));
    }
    if (pem.split(BEGIN, -1).length - 1 != certificates.size()) {
      throw new IllegalArgumentException("a certificate in PEM form is cut short");
    }
    return new CertificateAuthorities(certificates);
  }

  private static Certificate read(String block, int number) {
    try {
      byte[] ascii = block.getBytes(StandardCharsets.US_ASCII);
      return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(ascii));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("certificate " + number + " of the PEM text cannot be read", e);
    }
  }

  /** Trust in these and nobody else. */
  TrustManager[] trustManagers() {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      for (Certificate certificate : certificates) {
        anchors.setCertificateEntry("ca-" + anchors.size(), certificate);
      }
      return managers(anchors);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  /** These, and those that the system trusts. */
  CertificateAuthorities besideSystem() {
    try {
      List<Certificate> all = new ArrayList<>(certificates);
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager system) {
          all.addAll(List.of(system.getAcceptedIssuers()));
        }
      }
      return new CertificateAuthorities(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore anchors) throws GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    return trust.getTrustManagers();
  }
}
