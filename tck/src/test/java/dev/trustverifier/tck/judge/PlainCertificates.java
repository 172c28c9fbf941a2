package dev.trustverifier.tck.judge;

import dev.trustverifier.Gun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificates that a key comes in.
 *
 * @param all the key's own, then those of the authorities above it
 * @param pem the text they were read from
 */
record PlainCertificates(List<X509Certificate> all, String pem) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-:]*)-----END CERTIFICATE-----");
  // In RFC 2253 the last one of a name stands first.
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=((?:[^,+\\\\]|\\\\.)*)");
  private static final Duration GRACE = Duration.ofDays(1);

  static Optional<PlainCertificates> read(byte[] material) {
    String pem = new String(material, StandardCharsets.ISO_8859_1);
    List<X509Certificate> all = new ArrayList<>();
    Matcher block = BLOCK.matcher(pem);
    try {
      while (block.find()) {
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        all.add((X509Certificate)
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException | RuntimeException e) {
      return Optional.empty();
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new PlainCertificates(all, pem));
  }

  X509Certificate leaf() {
    return all.get(0);
  }

  List<X509Certificate> authorities() {
    return all.subList(1, all.size());
  }

  /** Why they cannot stand for a collection, apart from dates. */
  Optional<String> fault(Gun gun, boolean wildcards) {
    if (!pem.equals(canonicalPem())) {
      return Optional.of("the PEM is not canonical");
    }
    if (isAuthority(leaf()) || !authorities().stream().allMatch(PlainCertificates::isAuthority)) {
      return Optional.of("not one leaf and its authorities");
    }
    boolean named = commonName().endsWith("*") ? wildcards && covers(commonName(), gun.value())
        : commonName().equals(gun.value());
    if (!named) {
      return Optional.of("it names " + commonName());
    }
    return all.stream().anyMatch(PlainCertificates::isWeak) ? Optional.of("one is weak") : Optional.empty();
  }

  private String canonicalPem() {
    return all.stream().map(PlainCertificates::encoded).collect(Collectors.joining());
  }

  private static String encoded(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateException e) {
      throw new IllegalStateException("it was decoded", e);
    }
  }

  static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  static boolean isWeak(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    return algorithm.contains("SHA1") || algorithm.contains("MD5") || algorithm.contains("MD2")
        || certificate.getNotBefore().after(certificate.getNotAfter())
        || certificate.getPublicKey() instanceof RSAPublicKey rsa && !PlainKey.isStrong(rsa.getModulus());
  }

  private String commonName() {
    Matcher name = COMMON_NAME.matcher(leaf().getSubjectX500Principal().getName());
    return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : "";
  }

  private static boolean covers(String commonName, String gun) {
    String prefix = commonName.replaceAll("\\*+$", "");
    return prefix.isEmpty() || prefix.endsWith("/") && gun.startsWith(prefix);
  }

  boolean areValidAt(Instant now) {
    return all.stream().allMatch(one -> !now.plus(GRACE).isBefore(one.getNotBefore().toInstant())
        && !now.isAfter(one.getNotAfter().toInstant()));
  }

  Instant expires() {
    return all.stream().map(one -> one.getNotAfter().toInstant()).min(Instant::compareTo).orElseThrow();
  }
}
