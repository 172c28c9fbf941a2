package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
  private static final String IMAGE = "lab.example/plain:v1";

  private static Run verify(String url, String... more) {
    List<String> command = List.of("verify", "--source", "notary:" + url, "--tofu", "--at", Fixtures.NOW, "--json");
    return Run.of(Run.with(command, more));
  }

  private static Run verifyAgainst(HttpHandler handler) throws IOException {
    try (Server server = Server.plain(handler)) {
      return verify("http://127.0.0.1:" + server.port(), IMAGE);
    }
  }

  private static void assertUndecided(String type, Run run) {
    assertEquals(3, run.exit(), run.out());
    assertEquals("undecided", run.only().get("verdict").text());
    assertEquals(type, run.only().get("outage").get("type").text(), run.out());
  }

  private static void assertRejected(String rule, Run run) {
    assertEquals(1, run.exit(), run.out());
    assertEquals(rule, run.only().get("rejection").get("rule").text(), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/below/a/path", "/below/a/path/"})
  void verifiesOverHttp(String path) throws IOException {
    try (Server server = Server.plain(Server.files(Fixtures.NOTARY, path.replaceAll("/$", "")))) {
      for (String host : List.of("127.0.0.1", "localhost")) {
        Run run = verify("http://" + host + ":" + server.port() + path, IMAGE, "lab.example/plain:latest");
        assertEquals(0, run.exit(), run.out());
      }
    }
  }

  @Test
  void absenceIsARejection() throws IOException {
    assertRejected("collection-exists", verifyAgainst(Server.status(404)));
  }

  @Test
  void junkIsARejection() throws IOException {
    byte[] junk = "<html>welcome to this hotel</html>".getBytes(StandardCharsets.UTF_8);
    assertRejected("strict-json", verifyAgainst(Server.body(junk.length, junk)));
  }

  @ParameterizedTest
  @CsvSource({"401, unauthorised", "403, forbidden", "405, trust-disabled", "429, rate-limited", "500, server-error",
    "502, server-error", "503, server-error", "302, protocol", "418, protocol"})
  void otherAnswersAreOutages(int status, String type) throws IOException {
    assertUndecided(type, verifyAgainst(Server.status(status)));
  }

  @Test
  void aBodyCutShortIsAnOutage() throws IOException {
    assertUndecided("protocol", verifyAgainst(Server.body(1000, new byte[10])));
  }

  @Test
  void aServerThatHangsIsGivenUpInTime() throws IOException {
    try (Server server = Server.plain(Server.silence())) {
      long start = System.nanoTime();
      Run run = verify("http://127.0.0.1:" + server.port(), "--timeout", "0.5", IMAGE);
      assertUndecided("timed-out", run);
      String[] several = {"--timeout", "0.5", IMAGE, "lab.example/delegated:v1", "lab.example/rotated:v1"};
      assertEquals(3, verify("http://127.0.0.1:" + server.port(), several).exit());
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 8000);
    }
  }

  @Test
  void oneTimeoutIsForAllImages() throws IOException {
    HttpHandler files = Server.files(Fixtures.NOTARY, "");
    HttpHandler half = exchange -> (exchange.getRequestURI().getPath().contains("plain") ? files : Server.silence()).handle(exchange);
    try (Server server = Server.plain(half)) {
      Run run = verify("http://127.0.0.1:" + server.port(), "--timeout", "3", "lab.example/rotated:v1", IMAGE);
      List<String> verdicts = run.json().stream().map(answer -> answer.get("verdict").text()).toList();
      assertEquals(List.of("undecided", "trusted"), verdicts, run.out());
      assertEquals(3, run.exit());
    }
  }

  @Test
  void hostsThatCannotBeReachedAreOutages() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertUndecided("unreachable", verify("http://127.0.0.1:" + closed, IMAGE));
    assertUndecided("unreachable", verify("https://no-such-host.invalid", "--timeout", "20", IMAGE));
  }

  @Test
  void inspectsOverHttp() throws IOException {
    try (Server server = Server.plain(Server.files(Fixtures.NOTARY, ""))) {
      String[] options = {"--source", "notary:http://127.0.0.1:" + server.port(), "--tofu", "--at", Fixtures.NOW, "--json"};
      Run overHttp = Run.of(Run.with(List.of("inspect"), Run.with(Arrays.asList(options), "lab.example/nested")));
      assertEquals(Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/nested")), overHttp);
    }
  }
}
