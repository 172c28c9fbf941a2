package dev.trustverifier.examples.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The greeting of TLS, with a server's certificate judged as a source judges it.
 *
 * @param host whom the certificate has to name
 * @param authorities who may vouch for it, in PEM; empty for those that the system trusts
 */
record Greeting(String host, Optional<String> authorities) {

  /** Greets; says by which protocol the server answered, and who it is. */
  String over(Socket connected) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(connected, host, connected.getPort(), false)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      SSLSession session = socket.getSession();
      return session.getProtocol() + "  " + session.getPeerPrincipal().getName();
    }
  }

  private SSLContext context() throws IOException {
    try {
      if (authorities.isEmpty()) {
        return SSLContext.getDefault();
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      byte[] pem = authorities.get().getBytes(StandardCharsets.US_ASCII);
      for (Certificate one
          : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
        store.setCertificateEntry("ca" + store.size(), one);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("--ca: " + e.getMessage(), e);
    }
  }
}
