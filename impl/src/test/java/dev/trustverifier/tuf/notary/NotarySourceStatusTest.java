package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotarySourceStatusTest {
  private static final String BODY = "Connection: close\r\nContent-Length: 2\r\n\r\n{}";

  @ParameterizedTest
  @CsvSource({
    "201, PROTOCOL", "202, PROTOCOL", "203, PROTOCOL", "206, PROTOCOL", "300, PROTOCOL", "301, PROTOCOL",
    "302, PROTOCOL", "303, PROTOCOL", "307, PROTOCOL", "308, PROTOCOL", "400, PROTOCOL", "401, UNAUTHORISED",
    "402, PROTOCOL", "403, FORBIDDEN", "405, TRUST_DISABLED", "406, PROTOCOL", "407, UNREACHABLE", "408, PROTOCOL",
    "409, PROTOCOL", "410, PROTOCOL", "416, PROTOCOL", "418, PROTOCOL", "429, RATE_LIMITED", "451, PROTOCOL",
    "499, PROTOCOL", "500, SERVER_ERROR", "501, SERVER_ERROR", "502, SERVER_ERROR", "503, SERVER_ERROR",
    "504, SERVER_ERROR", "511, SERVER_ERROR", "599, SERVER_ERROR", "600, PROTOCOL", "999, PROTOCOL"})
  void namesTheKindOfOutageForEveryStatus(int status, Outage.Kind kind) throws IOException {
    try (RawServer server = RawServer.saying("HTTP/1.1 " + status + " Some\r\n" + BODY)) {
      Outage outage = Fetching.from(server.uri(), 100).mustFail(kind);
      assertTrue(outage.message().contains(": " + status + ", "), outage.message());
      assertEquals(Optional.empty(), outage.retryAfter());
      assertEquals(status == 429 ? 4 : 1, server.requests().size(), "how often it was asked");
    }
  }

  @ParameterizedTest
  @CsvSource({"101", "204", "304"})
  void takesAnAnswerThatHasNoBodyForNoFile(int status) throws IOException {
    try (RawServer server = RawServer.saying("HTTP/1.1 " + status + " Some\r\n\r\n")) {
      Fetching.from(server.uri(), 100).mustFail(Outage.Kind.PROTOCOL);
    }
  }

  @Test
  void takesOnly404ForAbsence() throws IOException {
    try (RawServer server = RawServer.saying("HTTP/1.1 404 Not Found\r\n" + BODY)) {
      assertInstanceOf(Fetched.Absent.class, Fetching.from(server.uri(), 0).answer());
    }
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (RawServer elsewhere = RawServer.saying("HTTP/1.1 200 OK\r\n" + BODY);
        RawServer server = RawServer.saying("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.uri() + "/x\r\n" + BODY)) {
      Outage outage = Fetching.from(server.uri(), 100).mustFail(Outage.Kind.PROTOCOL);
      assertTrue(outage.message().contains("redirect"), outage.message());
      assertEquals(0, elsewhere.requests().size());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Retry-After: 120                                                                          | 120
      Retry-After: 0                                                                            | 0
      Retry-After: Sun, 22 Nov 2026 13:01:00 GMT\\r\\nDate: Sun, 22 Nov 2026 13:00:00 GMT       | 60
      Retry-After: Sun, 22 Nov 2026 13:01:00 UTC\\r\\nDate: Sun, 22 Nov 2026 13:00:30 UTC       | 30
      Retry-After: Sun, 22 Nov 2026 12:00:00 GMT\\r\\nDate: Sun, 22 Nov 2026 13:00:00 GMT       | 0
      Retry-After: Sun, 06 Nov 1994 08:49:37 GMT                                                | 0
      """)
  void passesOnHowLongTheServerWantsToBeLeftAlone(String headers, long seconds) throws IOException {
    String said = headers.replace("\\r\\n", "\r\n") + "\r\n";
    for (String status : new String[] {"429 Too Many Requests", "503 Service Unavailable"}) {
      try (RawServer server = RawServer.saying("HTTP/1.1 " + status + "\r\n" + said + BODY)) {
        Fetched.Failed failed = (Fetched.Failed) Fetching.from(server.uri(), 100).answer();
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), failed.outage().retryAfter());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"soon", "-1", "1.5", "99999999999999999999", "Sun, 22 Nov", "''"})
  void ignoresAWishThatIsNeitherSecondsNorADate(String wish) throws IOException {
    try (RawServer server = RawServer.saying("HTTP/1.1 429 Slow\r\nRetry-After: " + wish + "\r\n" + BODY)) {
      assertEquals(Optional.empty(), Fetching.from(server.uri(), 100).mustFail(Outage.Kind.RATE_LIMITED).retryAfter());
    }
  }
}
