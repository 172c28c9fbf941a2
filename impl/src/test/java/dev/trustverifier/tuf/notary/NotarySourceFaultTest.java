package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotarySourceFaultTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(250);
  /** On a machine that does much else, the time may be over before the server has said what it wants to say. */
  private static final int MOST_ATTEMPTS = 5;

  @Test
  void givesUpOnAServerThatNeverAnswers() throws Exception {
    hangs("", "before an answer came");
  }

  @Test
  void givesUpOnAServerThatStopsInTheHeaders() throws Exception {
    hangs(OK + "Content-Le", "before an answer came");
  }

  @Test
  void givesUpOnAServerThatStopsAfterTheHeaders() throws Exception {
    hangs(OK + "Content-Length: 10\r\n\r\n", "after 0 bytes of the answer");
  }

  @Test
  void givesUpOnAServerThatStopsInTheBody() throws Exception {
    hangs(OK + "Content-Length: 10\r\n\r\nabc", "after 3 bytes of the answer");
  }

  @Test
  void givesUpOnAServerThatStopsInTheBodyOfAnError() throws Exception {
    hangs("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nabc", "of the answer");
  }

  private static void hangs(String answer, String how) throws Exception {
    try (RawServer server = new RawServer(connection -> {
      connection.say(answer);
      connection.hang();
    })) {
      String message = "";
      for (int i = 0; i < MOST_ATTEMPTS && !message.contains(how); i++) {
        message = Fetching.from(server.uri(), 100, SHORT).mustFail(Outage.Kind.TIMED_OUT).message();
      }
      assertTrue(message.contains(how), message);
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void givesUpOnABodyThatDrips() throws Exception {
    try (RawServer server = new RawServer(connection -> {
      connection.say(OK + "Content-Length: 100000\r\n\r\n");
      while (true) {
        connection.say("x");
        Thread.sleep(20);
      }
    })) {
      Fetching.from(server.uri(), 1_000_000, SHORT).mustFail(Outage.Kind.TIMED_OUT);
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void givesUpOnHeadersThatDrip() throws Exception {
    try (RawServer server = new RawServer(connection -> {
      connection.say(OK);
      while (true) {
        connection.say("X: y\r\n");
        Thread.sleep(20);
      }
    })) {
      Fetching.from(server.uri(), 100, SHORT).mustFail(Outage.Kind.TIMED_OUT);
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void givesUpOnAServerThatTakesNoConnection() throws IOException {
    try (RawServer deaf = RawServer.deaf()) {
      Fetching.from(deaf.uri(), 100, SHORT).mustFail(Outage.Kind.TIMED_OUT);
    }
  }

  @Test
  void namesTheHostThatRefusesConnections() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    Outage outage = Fetching.from(URI.create("http://127.0.0.1:" + port), 100).mustFail(Outage.Kind.UNREACHABLE);
    assertTrue(outage.message().endsWith("no connection to 127.0.0.1: connection refused or closed"), outage.message());
  }

  @Test
  void namesTheHostThatDoesNotExist() {
    Outage outage = Fetching.from(Fault.NOWHERE, 100).mustFail(Outage.Kind.UNREACHABLE);
    String what = "the host name " + Fault.NOWHERE.getHost().substring(0, 100);
    assertTrue(outage.message().contains(what), outage.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    OK + "Content-Length: 10\r\n\r\nabc", CHUNKED + "a\r\nabc", CHUNKED + "3\r\nabc\r\n", CHUNKED,
    OK + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", OK + "Content-Encoding: br\r\n\r\nabc",
    CHUNKED + "zz\r\nabc", "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\n{}"})
  void takesABodyThatIsCutOrPackedForABrokenAnswer(String answer) throws IOException {
    try (RawServer server = RawServer.saying(answer)) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "garbage\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 -20 OK\r\n\r\n",
    "SSH-2.0-server\r\n\r\n", OK + "Content-Length: many\r\n\r\nabc",
    OK + "Content-Length: -5\r\n\r\nabc"})
  void takesWhatIsNotHttpForABrokenAnswer(String answer) throws IOException {
    try (RawServer server = RawServer.saying(answer)) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.PROTOCOL);
    }
  }

  @Test
  void takesAConnectionThatEndsWithoutAnAnswerForAnUnreachableServer() throws IOException {
    try (RawServer server = RawServer.saying("")) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.UNREACHABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OK + "Content-Length: 10\r\n\r\nabc"})
  void takesAConnectionThatIsResetForAnUnreachableServer(String answer) throws IOException {
    try (RawServer server = new RawServer(connection -> {
      connection.say(answer);
      Thread.sleep(100);
      connection.reset();
    })) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.UNREACHABLE);
    }
  }

  @Test
  void refusesABodyThatAnnouncesMoreThanTheLimitAtOnce() throws Exception {
    try (RawServer server = new RawServer(connection -> {
      connection.say(OK + "Content-Length: 101\r\n\r\n");
      connection.hang();
    })) {
      Fetching fetching = Fetching.from(server.uri(), 100);
      assertInstanceOf(Fetched.TooLarge.class, fetching.answer());
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void hangsUpOnChunksWithoutEnd() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (RawServer server = new RawServer(connection -> {
      connection.say(CHUNKED);
      while (true) {
        connection.say(chunk);
      }
    })) {
      assertInstanceOf(Fetched.TooLarge.class, Fetching.from(server.uri(), 1_000_000).answer());
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void judgesAnErrorByItsStatusHoweverLongItsBody() throws Exception {
    try (RawServer server = new RawServer(connection -> {
      connection.say("HTTP/1.1 500 Oops\r\nContent-Length: 100000000\r\n\r\n");
      connection.hang();
    })) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.SERVER_ERROR);
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void allocatesForWhatArrivesAndNotForWhatIsAnnounced() throws Exception {
    long limit = Integer.MAX_VALUE * 4L;
    try (RawServer server = RawServer.saying(OK + "Content-Length: 8000000000\r\n\r\nabc")) {
      assertInstanceOf(Fetched.TooLarge.class, Fetching.from(server.uri(), limit).answer());
    }
    try (RawServer server = RawServer.saying(OK + "Content-Length: 2000000000\r\n\r\nabc")) {
      Fetching.from(server.uri(), limit).mustFail(Outage.Kind.PROTOCOL);
    }
  }

  @Test
  void takesABodyThatEndsWithTheConnection() throws IOException {
    try (RawServer server = RawServer.saying(OK + "Content-Encoding: identity\r\n\r\nabc")) {
      assertEquals(3, Fetching.from(server.uri(), 3).mustBeFound().length);
    }
  }
}
