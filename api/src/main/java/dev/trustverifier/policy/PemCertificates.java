package dev.trustverifier.policy;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** X.509 certificates in PEM text, where every block must be one and none may be lost. */
final class PemCertificates {
  private static final String BEGIN = "-----BEGIN ";
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final Pattern ANY_END = Pattern.compile("-----END ");

  private PemCertificates() {}

  static List<X509Certificate> read(String pem) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
      int number = certificates.size() + 1;
      if (!pem.startsWith(CERTIFICATE, begin)) {
        throw new IllegalArgumentException("PEM block " + number + " is not a CERTIFICATE");
      }
      int end = pem.indexOf(END, begin);
      if (end < 0) {
        throw new IllegalArgumentException("PEM block " + number + " has no line " + END);
      }
      certificates.add(certificate(pem.substring(begin + CERTIFICATE.length(), end), number));
    }
    if (ANY_END.matcher(pem).results().count() != certificates.size()) {
      throw new IllegalArgumentException("a PEM block ends that has no line " + CERTIFICATE);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("there is no line " + CERTIFICATE);
    }
    return certificates;
  }

  private static X509Certificate certificate(String base64, int number) {
    try {
      byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
      ByteArrayInputStream input = new ByteArrayInputStream(der);
      X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
      if (input.available() > 0) {
        throw new CertificateException("bytes follow it");
      }
      return read;
    } catch (IllegalArgumentException | CertificateException e) {
      throw new IllegalArgumentException("PEM block " + number + " is not an X.509 certificate in base64", e);
    }
  }
}
