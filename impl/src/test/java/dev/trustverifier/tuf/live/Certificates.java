package dev.trustverifier.tuf.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates that openssl makes, in files of one folder. */
final class Certificates {
  private static final String DAYS = "3650";
  private static final String SETTINGS =
      """
      [req]
      distinguished_name = names
      [names]
      [authority]
      basicConstraints = critical,CA:TRUE
      keyUsage = critical,keyCertSign,cRLSign
      subjectKeyIdentifier = hash
      [signer]
      basicConstraints = critical,CA:FALSE
      keyUsage = critical,digitalSignature
      [loopback]
      basicConstraints = critical,CA:FALSE
      extendedKeyUsage = serverAuth,clientAuth
      subjectAltName = DNS:localhost,IP:127.0.0.1
      """;

  private final Path folder;
  private final Path settings;

  Certificates(Path folder) {
    this.folder = folder;
    try {
      this.settings = Files.writeString(folder.resolve("openssl.cnf"), SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A key and its certificate.
   *
   * @param certificate a file in PEM
   * @param key a file in PEM, PKCS #8, not encrypted
   */
  record Pair(Path certificate, Path key) {
    String pem() {
      try {
        return Files.readString(certificate);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The bare public key: Base64 of its SubjectPublicKeyInfo. */
    String publicKey() {
      try (InputStream in = Files.newInputStream(certificate)) {
        PublicKey bare = CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
        return Base64.getEncoder().encodeToString(bare.getEncoded());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A certificate authority. */
  Pair authority(String name) {
    return selfSigned(name, "authority");
  }

  /** The key of a signer, with a certificate that it signs itself. */
  Pair signer(String name) {
    return selfSigned(name, "signer");
  }

  private Pair selfSigned(String name, String extensions) {
    Pair pair = pair(name);
    request(name, "-x509", "-days", DAYS, "-extensions", extensions, "-out", pair.certificate().toString());
    return pair;
  }

  /** What both ends of a connection on this machine show: good for 127.0.0.1 and localhost, as server and as client. */
  Pair loopback(String name, Pair authority) {
    Pair pair = pair(name);
    String request = folder.resolve(name + ".csr").toString();
    request(name, "-out", request);
    openssl(
        "x509", "-req", "-in", request, "-days", DAYS, "-CAcreateserial",
        "-CA", authority.certificate().toString(), "-CAkey", authority.key().toString(),
        "-extfile", settings.toString(), "-extensions", "loopback", "-out", pair.certificate().toString());
    return pair;
  }

  private Pair pair(String name) {
    return new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private void request(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("req", "-new", "-config", settings.toString(), "-subj", "/CN=" + name,
                "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", pair(name).key().toString()));
    words.addAll(List.of(more));
    openssl(words.toArray(String[]::new));
  }

  private void openssl(String... arguments) {
    List<String> words = new ArrayList<>(List.of("openssl"));
    words.addAll(List.of(arguments));
    new Command(folder).run(words);
  }
}
