package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenReplyTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  private static String jwt(long lasts) {
    String claims = "{\"exp\":" + NOW.plusSeconds(lasts).getEpochSecond() + "}";
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".x";
  }

  private static Duration kept(String token, String more) {
    byte[] json = ("{\"token\":\"" + token + "\"" + more + "}").getBytes(StandardCharsets.UTF_8);
    return Duration.between(NOW, TokenReply.read(json, NOW).orElseThrow().until());
  }

  @ParameterizedTest
  @CsvSource({"300, 600, 270", "600, 300, 270", "300, 300, 270", "300, -10, 0", "100000000, 100000000, 77760"})
  void keepsATokenForNineTenthsOfTheShorterLife(long announced, long own, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), kept(jwt(own), ",\"expires_in\":" + announced));
  }

  @ParameterizedTest
  @CsvSource({
    "''", "',\"expires_in\":0'", "',\"expires_in\":-1'", "',\"expires_in\":\"300\"'", "',\"expires_in\":null'"})
  void takesAMinuteForTheLifeOfATokenOfWhichNobodySays(String more) {
    assertEquals(Duration.ofSeconds(54), kept("opaque", more));
    assertEquals(Duration.ofSeconds(54), kept("a.b.c", more));
  }

  @Test
  void prefersTheAccessToken() {
    byte[] json = "{\"token\":\"a\",\"access_token\":\"b\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.of("b"), TokenReply.read(json, NOW).map(token -> token.value().reveal()));
  }
}
