package dev.trustverifier.tuf.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Signs tokens as JWT by a key of openssl's, and serves TLS by the same. */
final class TokenSigner {
  private static final char[] UNUSED = "unused".toCharArray();

  private final PrivateKey key;
  private final Certificate certificate;

  TokenSigner(Certificates.Pair pair) throws IOException {
    try (InputStream in = Files.newInputStream(pair.certificate())) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      String body = Files.readString(pair.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
      key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext tls() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, UNUSED, new Certificate[] {certificate});
      KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, UNUSED);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String token(String issuer, String service, long seconds, String access) {
    try {
      Instant now = InstantSource.system().instant();
      String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"%s\"]}"
          .formatted(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      String claims = """
          {"iss":"%s","sub":"","aud":"%s","iat":%d,"nbf":%d,"exp":%d,"jti":"%s","access":[%s]}"""
          .formatted(issuer, service, now.getEpochSecond(), now.minusSeconds(600).getEpochSecond(),
              now.plusSeconds(seconds).getEpochSecond(), UUID.randomUUID(), access);
      String signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
          + encoded(claims.getBytes(StandardCharsets.UTF_8));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
