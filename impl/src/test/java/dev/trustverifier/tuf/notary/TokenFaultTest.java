package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.Offered;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token service may do to us; and what is seen of secrets meanwhile, which is nothing. */
class TokenFaultTest {
  private static final String FILE = "{}";
  static final String RIGHT_TOKEN = "{\"token\":\"hunter2-token\"}";
  static final Credential PASSWORD = Credential.password("user", "hunter2");
  static final Credential REFRESH = Credential.identityToken("hunter2-refresh");

  private final LogCapture log = new LogCapture();

  @BeforeEach
  void listen() {
    log.start();
  }

  @AfterEach
  void findsNoSecretInAnyLog() {
    log.stop();
    assertFalse(log.text().contains("hunter2") || log.text().contains("aHVudGVyMg"), log.text());
  }

  /** A server that wants tokens of a realm, and takes those that the service below gives to somebody. */
  static RawServer server(String realm) throws IOException {
    return new RawServer(connection -> connection.say(
        connection.request().contains("\r\nAuthorization: Bearer hunter2-token\r\n")
            ? answer("200 OK", FILE)
            : "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"" + realm + "\",service=\"s\"\r\n"
                + "Connection: close\r\nContent-Length: 0\r\n\r\n"));
  }

  /** An answer that says that the connection ends with it: else a POST may go to its dead end, and be sent again. */
  static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static Fetching fetch(RawServer server, Credentials credentials, Duration patience) {
    try (NotarySource source = NotarySource.builder(server.uri()).credentials(credentials).build()) {
      return Fetching.from(source, 100, patience);
    }
  }

  static Outage outage(Fetching fetching, Kind kind) {
    Outage outage = ((Fetched.Failed) fetching.answer()).outage();
    assertEquals(kind, outage.kind(), outage.message());
    assertFalse(outage.toString().contains("hunter2"), outage.message());
    return outage;
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = {"NO_SUCH_HOST", "HANG_AT_CONNECT", "HANG_AT_HANDSHAKE", "STORM"})
  void everyFaultOfATokenServiceIsAnOutageInTime(Fault fault) throws Exception {
    for (Credential credential : List.of(PASSWORD, REFRESH)) {
      try (RawServer tokens = new RawServer(connection -> {
            if (connection.request().contains("uthorization: Basic") || connection.request().startsWith("POST")) {
              fault.serve(connection);
            } else {
              connection.say(answer("401 No", ""));
            }
          });
          RawServer server = server(tokens.uri() + "/token")) {
        outage(fetch(server, Credentials.of(credential), fault.patience()), fault.kind());
        int asked = server.requests().size();
        assertTrue(asked == 1 || asked == 0 && fault.kind() == Kind.TIMED_OUT, "the file is asked for " + asked);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "{}", "null", "hunter2", "{\"token\":\"\"}", "{\"token\":7}", "{\"token\":\"hunter2 \\r\\nX: y\"}",
    "{\"token\":\"hunter2\"", "{\"token\":\"hunter2\\u0001\"}", "{\"access_token\":\"h\u00fcnter2\"}"})
  void takesAnAnswerWithoutATokenForABrokenOne(String body) throws IOException {
    try (RawServer tokens = RawServer.saying(answer("200 OK", body)); RawServer server = server(tokens.uri() + "/t")) {
      outage(fetch(server, Credentials.anonymous(), Fetching.PATIENCE), Kind.PROTOCOL);
    }
  }

  @Test
  void givesUpOnAServerThatTakesNoTokenWhatever() throws IOException {
    try (RawServer tokens = RawServer.saying(answer("200 OK", "{\"token\":\"hunter2-other\",\"expires_in\":0}"));
        RawServer server = server(tokens.uri() + "/t?x=y")) {
      String why = outage(fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE), Kind.UNAUTHORISED).message();
      assertTrue(why.endsWith("401, it wants credentials, and does not accept those for lab.example"), why);
      assertEquals(3, server.requests().size());
      assertEquals(2, tokens.requests().size());
      assertTrue(tokens.requests().get(1).startsWith(
          "GET /t?x=y&service=s&scope=repository%3Alab.example%2Fplain%3Apull HTTP"), tokens.requests().get(1));
    }
  }

  @Test
  void triesACredentialThatWasRenewedMeanwhileAndNoThird() throws IOException {
    List<Credential> given = List.of(Credential.password("u", "hunter2-1"), Credential.password("u", "hunter2-2"));
    Iterator<Credential> next = Stream.concat(given.stream(), Stream.of(PASSWORD)).iterator();
    try (RawServer tokens = RawServer.saying(answer("401 No", "")); RawServer server = server(tokens.uri() + "/t")) {
      outage(fetch(server, (registry, deadline) -> new Offered.Found(next.next()), Fetching.PATIENCE),
          Kind.UNAUTHORISED);
      assertEquals(3, tokens.requests().size());
      assertEquals(PASSWORD, next.next());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      http://auth.example/token          | in no way that is known here
      http://10.0.0.1/token              | in no way that is known here
      https://user:x@127.0.0.1/token     | in no way that is known here
      ftp://127.0.0.1/token              | in no way that is known here
      /token                             | in no way that is known here
      token                              | in no way that is known here
      https://127.0.0.1:0/token          | in no way that is known here
      https://127.0.0.1:99999/token      | in no way that is known here
      https://127.0.0.1/t?service=other  | in no way that is known here
      https://127.0.0.1/t?a&s%63ope=x    | in no way that is known here
      https://auth.example./token        | in no way that is known here
      https://auth..example/token        | in no way that is known here
      https://a123456789b123456789c123456789d123456789e123456789f123456789g123.example | in no way that is known here
      """)
  void showsNoCredentialToARealmThatIsNotSafe(String realm, String why) throws IOException {
    try (RawServer server = server(realm)) {
      String message = outage(fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE), Kind.UNAUTHORISED).message();
      assertTrue(message.contains(why), message);
    }
  }

  @Test
  void isNotExhaustedByARealmOfManyLabels() throws IOException {
    try (RawServer server = server("https://" + "a.".repeat(3000) + "example/token")) {
      outage(fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE), Kind.UNAUTHORISED);
    }
  }

  @Test
  void showsACredentialToTheTokenServiceOfAnotherHostOnlyIfThatIsNamed() throws IOException {
    try (RawServer tokens = new RawServer(connection -> connection.say(
        connection.request().contains("Basic") ? answer("200 OK", RIGHT_TOKEN) : answer("401 No", "")));
        RawServer server = server(tokens.uri().toString().replace("127.0.0.1", "localhost"))) {
      String why = outage(fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE), Kind.UNAUTHORISED).message();
      assertTrue(why.endsWith("which was not named as one that may see them: localhost"), why);
      assertTrue(tokens.requests().stream().noneMatch(request -> request.contains("Basic")));
      try (NotarySource source = NotarySource.builder(server.uri())
          .credentials(Credentials.of(PASSWORD)).tokenHost("LOCALHOST").build()) {
        assertEquals(2, Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound().length);
      }
    }
  }

  @Test
  void showsAPasswordToAServerThatWantsToSeeItItself() throws IOException {
    try (RawServer server = new RawServer(connection -> connection.say(
        connection.request().contains("\r\nAuthorization: Basic dXNlcjpodW50ZXIy\r\n")
            ? answer("200 OK", FILE)
            : "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\n"
                + "Connection: close\r\nContent-Length: 0\r\n\r\n"))) {
      assertEquals(2, fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE).mustBeFound().length);
      outage(fetch(server, Credentials.of(REFRESH), Fetching.PATIENCE), Kind.UNAUTHORISED);
    }
  }

  @Test
  void postsAPasswordWhereTheServiceDoesNotTakeItByGet() throws IOException {
    try (RawServer tokens = new RawServer(connection -> connection.say(
        connection.request().startsWith("POST") ? answer("200 OK", RIGHT_TOKEN) : answer("405 No", "")));
        RawServer server = server(tokens.uri() + "/t")) {
      assertEquals(2, fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE).mustBeFound().length);
    }
  }

  @Test
  void turnsWhatAStoreOfCredentialsThrowsIntoAnOutageWithoutItsMessage() throws IOException {
    try (RawServer tokens = RawServer.saying(answer("401 No", "")); RawServer server = server(tokens.uri() + "/t")) {
      outage(fetch(server, (registry, deadline) -> {
        throw new IllegalStateException("hunter2");
      }, Fetching.PATIENCE), Kind.INTERNAL);
    }
  }
}
