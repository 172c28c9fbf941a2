package dev.trustverifier.tuf.notary;

import static dev.trustverifier.tuf.notary.TokenFaultTest.PASSWORD;
import static dev.trustverifier.tuf.notary.TokenFaultTest.REFRESH;
import static dev.trustverifier.tuf.notary.TokenFaultTest.RIGHT_TOKEN;
import static dev.trustverifier.tuf.notary.TokenFaultTest.answer;
import static dev.trustverifier.tuf.notary.TokenFaultTest.fetch;
import static dev.trustverifier.tuf.notary.TokenFaultTest.outage;
import static dev.trustverifier.tuf.notary.TokenFaultTest.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.Offered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which a token service gives no token: it does not know who asks, it does not want to, or it is none. */
class TokenRefusalTest {
  private static boolean bySomebody(String request) {
    return request.contains("uthorization: Basic") || request.startsWith("POST");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      401 No   | ''                                         | UNAUTHORISED | it wants credentials, and does not accept
      400 Bad  | {"error":"invalid_grant"}                  | UNAUTHORISED | it wants credentials, and does not accept
      403 No   | {"error":"unauthorized"}                   | UNAUTHORISED | it wants credentials, and does not accept
      403 No   | ''                                         | FORBIDDEN    | 403, the token service gives no token
      403 No   | {"error":"hunter2"}                        | FORBIDDEN    | 403, the token service gives no token
      400 Bad  | {"error":"invalid_scope"}                  | PROTOCOL     | 400, as no token service would answer
      404 No   | ''                                         | PROTOCOL     | 404, as no token service would answer
      405 No   | ''                                         | PROTOCOL     | 405, as no token service would answer
      410 Gone | <html>hunter2</html>                       | PROTOCOL     | 410, as no token service would answer
      """)
  void saysWhichOfThem(String status, String body, Kind kind, String why) throws IOException {
    for (Credential credential : List.of(PASSWORD, REFRESH)) {
      try (RawServer tokens = new RawServer(connection -> connection.say(
              bySomebody(connection.request()) ? answer(status, body) : answer("401 No", "")));
          RawServer server = server(tokens.uri() + "/t")) {
        Outage outage = outage(fetch(server, Credentials.of(credential), Fetching.PATIENCE), kind);
        assertTrue(outage.message().contains(why), outage.message());
        assertEquals(1, outage.message().lines().count());
        assertEquals(1, server.requests().size());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"400 Bad", "401 No", "403 No", "404 No", "405 No"})
  void asksAsSomebodyHoweverItRefusesNobody(String status) throws IOException {
    try (RawServer tokens = new RawServer(connection -> connection.say(
            bySomebody(connection.request()) ? answer("200 OK", RIGHT_TOKEN) : answer(status, "")));
        RawServer server = server(tokens.uri() + "/t")) {
      fetch(server, Credentials.of(PASSWORD), Fetching.PATIENCE).mustBeFound();
    }
  }

  @ParameterizedTest
  @CsvSource({"401 No, UNAUTHORISED", "403 No, FORBIDDEN", "404 No, PROTOCOL"})
  void saysThatThereAreNoCredentialsWhereNobodyIsRefused(String status, Kind kind) throws IOException {
    try (RawServer tokens = RawServer.saying(answer(status, "")); RawServer server = server(tokens.uri() + "/t")) {
      String why = outage(fetch(server, Credentials.anonymous(), Fetching.PATIENCE), kind).message();
      assertTrue(why.endsWith(", and there are none for lab.example"), why);
    }
  }

  @Test
  void isAskedAgainAsSomebodyElseOnlyIfItDidNotKnowWhoAsked() throws IOException {
    for (String status : List.of("401 No", "403 No", "404 No")) {
      List<Credential> refused = new ArrayList<>();
      Iterator<Credential> offered = List.of(PASSWORD, Credential.password("other", "hunter2-2")).iterator();
      Credentials store = new Credentials() {
        @Override
        public Offered offer(String registry, Deadline deadline) {
          return new Offered.Found(offered.next());
        }

        @Override
        public void refused(String registry, Credential credential) {
          refused.add(credential);
        }
      };
      try (RawServer tokens = RawServer.saying(answer(status, "")); RawServer server = server(tokens.uri() + "/t")) {
        outage(fetch(server, store, Fetching.PATIENCE),
            status.startsWith("401") ? Kind.UNAUTHORISED : status.startsWith("403") ? Kind.FORBIDDEN : Kind.PROTOCOL);
        assertEquals(status.startsWith("401") ? 2 : 0, refused.size(), status);
      }
    }
  }

  @Test
  void isAskedSixTimesForAFileAtTheMost() throws IOException {
    String usedUp = "e30.eyJleHAiOjF9.x";
    AtomicBoolean open = new AtomicBoolean(true);
    Iterator<Credential> next = List.of(PASSWORD, Credential.password("u", "hunter2-2")).iterator();
    try (RawServer tokens = new RawServer(connection -> connection.say(connection.request().startsWith("GET")
            ? answer("405 No", "")
            : open.get() ? answer("200 OK", "{\"token\":\"" + usedUp + "\"}") : answer("401 No", "")));
        RawServer server = new RawServer(connection -> connection.say(connection.request().contains(usedUp)
            ? answer("200 OK", "{}")
            : "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"" + tokens.uri() + "/t\"\r\n"
                + "Connection: close\r\nContent-Length: 0\r\n\r\n"));
        NotarySource source = NotarySource.builder(server.uri())
            .credentials((registry, deadline) -> new Offered.Found(next.next())).build()) {
      Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound();
      int before = tokens.requests().size();
      open.set(false);
      outage(Fetching.from(source, 100, Fetching.PATIENCE), Kind.UNAUTHORISED);
      assertEquals(6, tokens.requests().size() - before);
    }
  }
}
