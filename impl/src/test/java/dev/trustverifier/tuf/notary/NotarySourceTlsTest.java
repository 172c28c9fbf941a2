package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotarySourceTlsTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");

  @TempDir
  private static Path folder;

  private static TestCertificates right;
  private static TestCertificates wrong;

  @BeforeAll
  static void makeCertificates() throws Exception {
    right = new TestCertificates(folder, "ip:127.0.0.1");
    wrong = new TestCertificates(folder, "dns:other.example");
  }

  @Test
  void trustsTheAuthorityGiven() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, right.serverContext())) {
      byte[] found = fetch(server.uri(), "some text\n" + wrong.pem() + "more text\n" + right.pem()).mustBeFound();
      assertEquals(Files.size(FIXTURES.resolve("lab.example/plain/_trust/tuf/timestamp.json")), found.length);
    }
  }

  @Test
  void trustsNobodyElse() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, right.serverContext())) {
      fetch(server.uri(), wrong.pem()).mustFail(Outage.Kind.TLS);
      Fetching.from(server.uri(), 1 << 20).mustFail(Outage.Kind.TLS);
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  void wantsTheCertificateToNameTheHost() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, wrong.serverContext())) {
      Outage outage = fetch(server.uri(), wrong.pem()).mustFail(Outage.Kind.TLS);
      assertTrue(outage.message().contains("127.0.0.1"), outage.message());
    }
  }

  @Test
  void takesAServerThatSpeaksNoTlsForABrokenSession() throws Exception {
    try (RawServer server = RawServer.interrupting("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
      URI https = URI.create(server.uri().toString().replace("http:", "https:"));
      Fetching.from(https, 100).mustFail(Outage.Kind.TLS);
    }
  }

  @Test
  void givesUpOnAServerThatLeavesTheGreetingUnanswered() throws Exception {
    try (RawServer server = RawServer.saying("waits for the end of a request, which a greeting does not have")) {
      URI https = URI.create(server.uri().toString().replace("http:", "https:"));
      Fetching.from(https, 100, Duration.ofMillis(400)).mustFail(Outage.Kind.TIMED_OUT);
    }
  }

  @Test
  void takesAPlainQuestionToATlsServerForNoAnswer() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, right.serverContext())) {
      Fetching fetching = Fetching.from(URI.create(server.uri().toString().replace("https:", "http:")), 100);
      assertTrue(fetching.answer().toString().matches(".*(PROTOCOL|UNREACHABLE).*"), fetching.answer().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "no certificate here", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nMIIB",
    "-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----\n"})
  void refusesAnAuthorityThatCannotBeRead(String pem) {
    NotarySource.Builder builder = NotarySource.builder(URI.create("https://notary.example"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> builder.certificateAuthority(pem)).getMessage();
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void refusesAnAuthorityThatIsCutShortAfterAGoodOne() throws Exception {
    NotarySource.Builder builder = NotarySource.builder(URI.create("https://notary.example"));
    String cut = right.pem() + right.pem().substring(0, 200);
    assertThrows(IllegalArgumentException.class, () -> builder.certificateAuthority(cut));
  }

  private static Fetching fetch(URI server, String authorities) throws IOException {
    try (NotarySource source = NotarySource.builder(server).certificateAuthority(authorities).build()) {
      return Fetching.from(source, 1 << 20, Fetching.PATIENCE);
    }
  }
}
