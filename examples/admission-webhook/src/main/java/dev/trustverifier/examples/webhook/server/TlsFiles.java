package dev.trustverifier.examples.webhook.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files that TLS rests on, all in PEM. Immutable; what is in them may change.
 *
 * @param certificate the server's certificate, and behind it those of its issuers
 * @param key its private key
 * @param clientAuthorities who may vouch for those that ask; empty if anybody may ask
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {
  private static final int LONGEST = 1024 * 1024;
  private static final char[] NO_PASSWORD = {};

  public TlsFiles {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(key);
    Objects.requireNonNull(clientAuthorities);
  }

  /** The files, to be watched. */
  public Set<Path> all() {
    return clientAuthorities.map(authorities -> Set.of(certificate, key, authorities))
        .orElse(Set.of(certificate, key));
  }

  /** What is in them now; throws IllegalArgumentException, with one line, if that is of no use. */
  public Loaded load() {
    List<X509Certificate> chain = certificates(certificate);
    PrivateKey secret = named(key, () -> PemKey.read(text(key)));
    try {
      requirePair(chain.get(0), secret);
      KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore own = emptyStore();
      own.setKeyEntry("server", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
      keys.init(own, NO_PASSWORD);
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore clients = emptyStore();
      for (X509Certificate authority : clientAuthorities.map(TlsFiles::certificates).orElse(List.of())) {
        clients.setCertificateEntry("authority-" + clients.size(), authority);
      }
      trust.init(clients);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), clients.size() == 0 ? null : trust.getTrustManagers(), null);
      return new Loaded(context, chain.get(0), clients.size() > 0);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(certificate + " and " + key + " cannot be used for TLS", e);
    }
  }

  /**
   * What the files held.
   *
   * @param context speaks TLS by it
   * @param certificate the server's own
   * @param asksForClients whether those that ask have to be vouched for
   */
  public record Loaded(SSLContext context, X509Certificate certificate, boolean asksForClients) {}

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS"); // It stays in memory; PKCS12 would take its time to encrypt it.
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** While files are replaced one by one, they may not belong together. */
  private void requirePair(X509Certificate own, PrivateKey secret) throws GeneralSecurityException {
    String algorithm = switch (secret.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "EdDSA";
    };
    byte[] something = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(something);
    byte[] signed = signature.sign();
    if (!own.getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
      throw new IllegalArgumentException(key + " is not the key of " + certificate);
    }
    signature.initVerify(own.getPublicKey());
    signature.update(something);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException(key + " is not the key of " + certificate);
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    return named(file, () -> {
      try (InputStream input = new ByteArrayInputStream(text(file).getBytes(StandardCharsets.ISO_8859_1))) {
        List<X509Certificate> all = new ArrayList<>();
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
          all.add((X509Certificate) one);
        }
        if (all.isEmpty()) {
          throw new IllegalArgumentException("no certificate in PEM");
        }
        return all;
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalArgumentException("no certificates in PEM", e);
      }
    });
  }

  private static String text(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read", e);
    }
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T named(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
