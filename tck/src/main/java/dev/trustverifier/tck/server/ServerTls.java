package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.ServerKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** What a server on loopback needs to speak TLS. */
final class ServerTls {
  private static final char[] NO_PASSWORD = {};

  private ServerTls() {}

  static SSLSocketFactory issuedBy(CertificateAuthority authority, Instant now) {
    CertificateProfile profile =
        CertificateProfile.codeSigning("localhost", now).usages(CertificateProfile.SERVER_AUTH);
    return with(authority.server(profile, "localhost", "127.0.0.1"));
  }

  private static SSLSocketFactory with(ServerKey key) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", key.privateKey(), NO_PASSWORD, chain(key.certificates()));
      KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), null, null);
      return tls.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform serves no TLS", e);
    }
  }

  private static Certificate[] chain(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .toArray(Certificate[]::new);
  }
}
