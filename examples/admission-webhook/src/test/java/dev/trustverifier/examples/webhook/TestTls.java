package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.server.TlsFiles;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.ServerKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority, the files that a server is started with, and clients that trust it. */
final class TestTls {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final char[] NO_PASSWORD = {};

  private final Path folder;
  private final CertificateAuthority authority;
  private final Instant now = InstantSource.system().instant();

  TestTls(Path folder) {
    this.folder = folder;
    authority =
        CertificateAuthority.selfSigned(
            KeyAlgorithm.ECDSA_P256,
            CertificateProfile.codeSigning("cluster", now).usages());
    renew("server");
    write("ca.pem", authority.certificate());
  }

  Path authorityFile() {
    return folder.resolve("ca.pem");
  }

  TlsFiles files(Optional<Path> clientAuthority) {
    return new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), clientAuthority);
  }

  /** Puts another certificate and key of this name where the server looks. */
  void renew(String name) {
    ServerKey key = issue(name, CertificateProfile.SERVER_AUTH);
    write("tls.crt", key.certificates());
    write("tls.key", pem(key));
  }

  private ServerKey issue(String name, String usage) {
    return authority.server(CertificateProfile.codeSigning(name, now).usages(usage), "localhost", "127.0.0.1");
  }

  private static String pem(ServerKey key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key.privateKey().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private void write(String name, String text) {
    try {
      Path next = Files.writeString(folder.resolve(name + ".next"), text);
      Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client needs that shows no certificate. */
  SSLContext client() throws GeneralSecurityException, IOException {
    return client(null);
  }

  /** What a client needs that shows a certificate of this authority. */
  SSLContext certifiedClient() throws GeneralSecurityException, IOException {
    return certifiedClient(issue("kube-apiserver", CLIENT_AUTH));
  }

  /** What a client needs that shows a certificate of the same names by another authority. */
  SSLContext foreignClient() throws GeneralSecurityException, IOException {
    CertificateAuthority other =
        CertificateAuthority.selfSigned(
            KeyAlgorithm.ECDSA_P256, CertificateProfile.codeSigning("cluster", now).usages());
    return certifiedClient(
        other.server(CertificateProfile.codeSigning("kube-apiserver", now).usages(CLIENT_AUTH), "localhost"));
  }

  private SSLContext certifiedClient(ServerKey key) throws GeneralSecurityException, IOException {
    KeyStore own = emptyStore();
    own.setKeyEntry("client", key.privateKey(), NO_PASSWORD, certificates(key.certificates()));
    return client(own);
  }

  private SSLContext client(@Nullable KeyStore own)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry("cluster", certificates(authority.certificate())[0]);
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Certificate[] certificates(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .toArray(Certificate[]::new);
  }
}
