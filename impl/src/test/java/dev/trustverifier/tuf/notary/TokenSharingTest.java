package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSharingTest {
  private static final int CALLERS = 32;

  @Test
  void fetchesATokenOnceForManyWhoNeedIt() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    String token = "{\"token\":\"t\",\"expires_in\":300}";
    try (RawServer tokens = new RawServer(connection -> {
          Thread.sleep(100); // Long enough for others to come meanwhile; if they do not, the test still holds.
          connection.say(connection.request().contains("Basic")
              ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + token.length() + "\r\n\r\n" + token
              : "HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        RawServer server = new RawServer(connection -> connection.say(
            connection.request().contains("Bearer t\r\n")
                ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                : "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"" + tokens.uri() + "/t\"\r\n"
                    + "Connection: close\r\nContent-Length: 0\r\n\r\n"));
        NotarySource source = NotarySource.builder(server.uri())
            .credentials(Credentials.of(Credential.password("u", "p"))).build()) {
      List<Future<byte[]>> answers = IntStream.range(0, CALLERS)
          .mapToObj(i -> callers.submit(() -> Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound()))
          .toList();
      for (Future<byte[]> answer : answers) {
        assertEquals(2, answer.get().length);
      }
      assertEquals(1, tokens.requests().stream().filter(request -> request.contains("Basic")).count());
      int before = server.requests().size();
      Fetching.from(source, 100, Fetching.PATIENCE).mustBeFound();
      assertEquals(before + 1, server.requests().size(), "the token is shown at once");
    } finally {
      callers.shutdownNow();
    }
  }
}
