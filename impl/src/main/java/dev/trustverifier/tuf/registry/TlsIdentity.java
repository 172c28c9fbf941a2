package dev.trustverifier.tuf.registry;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Whom to believe in a TLS session, and as whom to appear. Immutable.
 *
 * @param authorities who may vouch for the server; empty for those the system trusts
 * @param certificate what to show to the server if it asks
 */
public record TlsIdentity(Optional<CertificateAuthorities> authorities, Optional<ClientCertificate> certificate) {
  static final TlsIdentity SYSTEM = new TlsIdentity(Optional.empty(), Optional.empty());

  /** The same, to somebody who is not to learn who we are. */
  TlsIdentity withoutCertificate() {
    return new TlsIdentity(authorities, Optional.empty());
  }

  SSLContext context() {
    try {
      if (equals(SYSTEM)) {
        return SSLContext.getDefault();
      }
      TrustManager[] trust = authorities.map(CertificateAuthorities::trustManagers).orElse(null);
      KeyManager[] keys = certificate.map(ClientCertificate::keyManagers).orElse(null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }
}
