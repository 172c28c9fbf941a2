package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotarySourceAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {
    "https://notary.example", "https://notary.example/", "https://notary.example:4443", "https://10.0.0.1",
    "https://[2001:db8::1]:4443/below/here/", "https://localhost", "http://localhost:4443", "http://LOCALHOST",
    "http://127.0.0.1", "http://127.255.255.254:1/x", "http://[::1]:65535", "https://notary.example/a%20b"})
  void takesHttpsAnywhereAndHttpOnThisMachine(String url) {
    assertDoesNotThrow(() -> NotarySource.at(URI.create(url)).close());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "http://notary.example", "http://10.0.0.1", "http://0.0.0.0", "http://128.0.0.1", "http://2130706433",
    "http://127.0.0.1.example", "http://127.0.0.01", "http://localhost.example", "http://xlocalhost",
    "http://[::]", "http://[::2]", "http://[::ffff:127.0.0.1]", "http://[::ffff:10.0.0.1]"})
  void refusesPlainHttpToWhatMayBeAnotherMachine(String url) {
    mustRefuse(url, "plain http is for loopback addresses only");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      notary.example                      | it must start with https://
      ''                                  | it must start with https://
      ftp://notary.example                | it must start with https://
      file:///etc/passwd                  | it must start with https://
      https:notary.example                | it has no host
      https:///path                       | it has no host
      https://under_score.example         | it has no host
      http://127.1                        | it has no host
      http://127.0.0.256                  | it has no host
      https://bücher.example              | it has no host
      https://notary.example:0            | ports are 1 to 65535
      https://notary.example:65536        | ports are 1 to 65535
      https://notary.example?a=b          | no query, no fragment
      https://notary.example/#top         | no query, no fragment
      https://notary.example/?            | no query, no fragment
      https://user@notary.example         | no user name or password
      https://127.0.0.1@evil.example      | no user name or password
      http://user:hunter2@127.0.0.1       | no user name or password
      https://notary.example/a/../b       | . or .. segments
      https://notary.example/%2E%2e       | . or .. segments
      https://notary.example/.            | . or .. segments
      """)
  void refusesWhatIsNotTheUrlOfAServer(String url, String why) {
    mustRefuse(url, why);
  }

  @Test
  void repeatsNoSecretOfAUrlThatItRefuses() {
    for (String url : new String[] {
      "https://user:hunter2@notary.example", "https://notary.example?token=hunter2", "https://notary.example#hunter2",
      "https:user:hunter2@notary.example", "ftp://user:hunter2@notary.example"}) {
      assertFalse(mustRefuse(url, "").contains("hunter2"), url);
    }
  }

  private static String mustRefuse(String url, String why) {
    URI uri = URI.create(url);
    String message = assertThrows(IllegalArgumentException.class, () -> NotarySource.at(uri)).getMessage();
    assertTrue(message.startsWith("not the URL of a server: ") && message.contains(why), message);
    assertEquals(1, message.lines().count());
    return message;
  }
}
