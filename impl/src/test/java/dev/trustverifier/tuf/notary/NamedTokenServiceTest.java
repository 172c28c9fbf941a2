package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that names another one, to which we could show a certificate, as its token service. */
class NamedTokenServiceTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final String OTHER = "localhost";

  @TempDir
  private static Path keys;

  private static TestCertificates pair;

  @TempDir
  private Path folder;

  private FixtureServer other;
  private RawServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    pair = new TestCertificates(keys, "dns:" + OTHER);
  }

  @BeforeEach
  void keepCertificatesAsDockerDoes() throws Exception {
    Path own = Files.createDirectories(folder.resolve(OTHER));
    Files.writeString(own.resolve("ca.crt"), pair.pem());
    Files.writeString(own.resolve("client.cert"), pair.pem());
    Files.writeString(own.resolve("client.key"), pair.keyPem());
  }

  private void serve(FixtureServer named) throws IOException {
    other = named;
    server = RawServer.saying("HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"https://" + OTHER + ":"
        + other.uri().getPort() + "/token\"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    other.close();
  }

  private List<String> asked(NotarySource.Builder builder) {
    try (NotarySource source = builder.certificateFolder(folder).build()) {
      String answer = Fetching.from(source, 100, Fetching.PATIENCE).answer().toString();
      assertTrue(answer.startsWith("Failed"), answer);
    }
    return other.requests();
  }

  @Test
  void isShownNoCertificateOfOurs() throws Exception {
    serve(FixtureServer.mutual(FIXTURES, pair.serverContext()));
    assertEquals(List.of(), asked(NotarySource.builder(server.uri())));
  }

  @Test
  void isShownTheCertificateWhereItWasNamedByUsToo() throws Exception {
    serve(FixtureServer.mutual(FIXTURES, pair.serverContext()));
    assertEquals(List.of("/token"), asked(NotarySource.builder(server.uri()).tokenHost(OTHER)));
  }

  @Test
  void isBelievedByTheAuthoritiesThatAreItsOwn() throws Exception {
    serve(new FixtureServer(FIXTURES, pair.serverContext()));
    assertEquals(List.of("/token"), asked(NotarySource.builder(server.uri())));
  }
}
