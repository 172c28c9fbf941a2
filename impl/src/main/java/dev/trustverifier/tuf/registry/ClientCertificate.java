package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.key.PrivateKeyPem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate of our own, to be shown to a server that asks for one. Immutable; {@code toString} shows no key.
 *
 * @param chain the certificate, followed by those that vouch for it
 * @param key its private key
 */
public record ClientCertificate(List<Certificate> chain, PrivateKey key) {
  private static final char[] UNUSED = "in memory only".toCharArray();

  /**
   * Copies the chain and checks that the key is its first certificate's.
   *
   * @throws IllegalArgumentException if it is empty, or the key is of another kind
   */
  public ClientCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty() || !chain.get(0).getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      throw new IllegalArgumentException("the private key is not the one of the client certificate");
    }
  }

  /**
   * Reads a certificate and its key.
   *
   * @param certificate X.509 certificates in PEM form, our own first
   * @param key its private key in PEM form, not encrypted
   * @return both
   * @throws IllegalArgumentException if one is missing or cannot be read, or they do not belong together
   */
  public static ClientCertificate fromPem(String certificate, String key) {
    return new ClientCertificate(CertificateAuthorities.fromPem(certificate).certificates(), PrivateKeyPem.read(key));
  }

  KeyManager[] keyManagers() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, UNUSED, chain.toArray(Certificate[]::new));
      KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, UNUSED);
      return managers.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  @Override
  public String toString() {
    return "client certificate with " + chain.size() + " in its chain";
  }
}
