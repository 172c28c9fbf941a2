package dev.trustverifier.tuf.notary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate of its own making, made by the JDK's keytool. */
final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;

  /** Makes one for a server that is known by some name, such as {@code ip:127.0.0.1}. */
  TestCertificates(Path folder, String name) throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process = new ProcessBuilder(List.of(
        keytool.toString(), "-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
        "CN=test", "-validity", "2", "-ext", "san=" + name, "-storetype", "PKCS12", "-keystore", store.toString(),
        "-storepass", new String(PASSWORD)))
        .redirectErrorStream(true)
        .redirectOutput(store.resolveSibling("log").toFile())
        .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(Files.readString(store.resolveSibling("log")));
    }
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
  }

  /** For a server that shows it, and believes clients that show the same. */
  SSLContext serverContext() throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    TrustManagerFactory itself = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    itself.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), itself.getTrustManagers(), null);
    return context;
  }

  String keyPem() throws GeneralSecurityException {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getKey("server", PASSWORD).getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  String pem() throws GeneralSecurityException {
    byte[] der = keys.getCertificate("server").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
