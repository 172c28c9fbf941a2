package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void theServerIsVouchedForByTheGivenAuthorityAlone(@TempDir Path folder) throws Exception {
    KeyStore keys = keys(folder.resolve("keys.p12"));
    String pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded());
    Path right = Files.writeString(
        folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    Path wrong = Fixtures.NOTARY.resolve("pins/other-ca.crt");
    try (Server server = Server.secure(tls(keys), Server.files(Fixtures.NOTARY, ""))) {
      List<String> command = List.of("verify", "--source", "notary:https://127.0.0.1:" + server.port(), "--tofu", "--at",
          Fixtures.NOW, "--json", "lab.example/plain:v1");
      assertEquals(0, Run.of(Run.with(command, "--ca", right.toString())).exit());
      Path own = Files.createDirectories(folder.resolve("certs.d/127.0.0.1"));
      Files.copy(right, own.resolve("ca.crt"));
      assertEquals(0, Run.of(Run.with(command, "--certs", folder.resolve("certs.d").toString())).exit());
      for (Run run : List.of(Run.of(Run.with(command, "--ca", wrong.toString())), Run.of(Run.with(command)))) {
        assertEquals(3, run.exit());
        assertEquals("tls", run.only().get("outage").get("type").text());
      }
    }
  }

  private static KeyStore keys(Path file) throws IOException, InterruptedException, GeneralSecurityException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1",
        "-ext", "san=ip:127.0.0.1", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertEquals(0, made.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      keys.load(input, PASSWORD);
    }
    return keys;
  }

  private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
