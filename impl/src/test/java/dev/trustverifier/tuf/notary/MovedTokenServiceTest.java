package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A server that names another token service after a while. */
class MovedTokenServiceTest {
  /** A JWT that ended long ago by our clock, so that it is never shown twice. */
  private static final String TOKEN = "{\"token\":\"e30.eyJleHAiOjF9.x\"}";
  private static final String GIVEN =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + TOKEN.length() + "\r\n\r\n" + TOKEN;
  private static final String NONE = "Connection: close\r\nContent-Length: 0\r\n\r\n";

  private final AtomicReference<String> inUse = new AtomicReference<>("/old");

  @Test
  void asksTheServerAnewWhereItsTokensAreOnceTheServiceOfBeforeIsGone() throws IOException {
    try (RawServer tokens = new RawServer(connection -> connection.say(answer(connection.request())));
        RawServer server = new RawServer(connection -> connection.say(
            connection.request().contains("Bearer ")
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                : "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"" + tokens.uri() + inUse + "\"\r\n" + NONE));
        NotarySource source = NotarySource.builder(server.uri())
            .credentials(Credentials.of(Credential.password("u", "p"))).build()) {
      Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound();
      inUse.set("/new");
      Fetched gone = Fetching.from(source, 100, Fetching.PATIENCE).answer();
      assertEquals(Kind.SERVER_ERROR, assertInstanceOf(Fetched.Failed.class, gone).outage().kind());
      Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound();
    }
  }

  private String answer(String request) {
    if (!request.startsWith("GET " + inUse)) {
      return "HTTP/1.1 500 Gone\r\n" + NONE;
    }
    return request.contains("Basic") ? GIVEN : "HTTP/1.1 401 No\r\n" + NONE;
  }
}
