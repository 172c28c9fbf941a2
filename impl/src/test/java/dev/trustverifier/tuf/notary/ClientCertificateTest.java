package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants to see a certificate. */
class ClientCertificateTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final int AMPLE = 1 << 20;

  @TempDir
  private static Path keys;

  private static TestCertificates pair;
  private static FixtureServer server;

  @TempDir
  private Path folder;

  @BeforeAll
  static void serve() throws Exception {
    pair = new TestCertificates(keys, "ip:127.0.0.1");
    server = FixtureServer.mutual(FIXTURES, pair.serverContext());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static NotarySource.Builder builder() {
    return NotarySource.builder(server.uri());
  }

  private static Fetching fetch(NotarySource.Builder builder) {
    try (NotarySource source = builder.build()) {
      return Fetching.from(source, AMPLE, Fetching.PATIENCE);
    }
  }

  @Test
  void letsInWhoShowsTheOneThatIsGiven() throws Exception {
    fetch(builder().certificateAuthority(pair.pem()).clientCertificate(pair.pem(), pair.keyPem())).mustBeFound();
  }

  @Test
  void isAnOutageWithoutOne() throws Exception {
    String answer = fetch(builder().certificateAuthority(pair.pem())).answer().toString();
    assertTrue(answer.matches(".*(TLS|UNREACHABLE).*"), answer);
  }

  private Path of(String host) throws IOException {
    return Files.createDirectories(folder.resolve(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:PORT"})
  void findsThemInDockersFolder(String name) throws Exception {
    Path own = of(name.replace("PORT", String.valueOf(server.uri().getPort())));
    Files.writeString(own.resolve("ca.crt"), pair.pem());
    Files.writeString(own.resolve("client.cert"), pair.pem());
    Files.writeString(own.resolve("client.key"), pair.keyPem());
    fetch(builder().certificateFolder(folder)).mustBeFound();
  }

  @Test
  void readsTheFolderWhenTheSourceIsMadeAndNotWhileSomebodyWaits() throws Exception {
    Path authority = of("127.0.0.1").resolve("ca.crt");
    try (FixtureServer open = new FixtureServer(FIXTURES, pair.serverContext())) {
      Files.writeString(authority, pair.pem());
      try (NotarySource source = NotarySource.builder(open.uri()).certificateFolder(folder).build()) {
        Files.delete(authority);
        Fetching.from(source, AMPLE, Fetching.PATIENCE).mustBeFound();
      }
    }
  }

  @Test
  void looksAtTheFolderOfNoOtherHost() throws Exception {
    Files.writeString(of("127.0.0.2").resolve("ca.crt"), pair.pem());
    fetch(builder().certificateFolder(folder)).mustFail(Outage.Kind.TLS);
  }

  @Test
  void namesTheFolderThatItCannotUse() throws Exception {
    Files.writeString(of("127.0.0.1").resolve("client.cert"), pair.pem());
    String message = fetch(builder().certificateFolder(folder)).mustFail(Outage.Kind.TLS).message();
    assertTrue(message.contains(folder.resolve("127.0.0.1") + ": each X.cert needs its X.key"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN EC PRIVATE KEY-----\n%%%%\n-----END EC PRIVATE KEY-----"})
  void refusesAKeyThatCannotBeRead(String key) throws Exception {
    NotarySource.Builder builder = NotarySource.builder(URI.create("https://notary.example"));
    String certificate = pair.pem();
    String message =
        assertThrows(IllegalArgumentException.class, () -> builder.clientCertificate(certificate, key)).getMessage();
    assertTrue(message.contains("private key"), message);
  }
}
