package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeParserTest {
  private static final Challenge BEARER = new Challenge("bearer", Map.of(
      "realm", "https://auth.example/token", "service", "registry.example", "scope", "repository:a/b:pull,push"));

  private static List<Challenge> parse(String... headers) {
    return ChallengeParser.parse(List.of(headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Bearer realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:a/b:pull,push\"",
    "bearer SCOPE=\"repository:a/b:pull,push\" , Realm=\"https://auth.example/token\",\tservice=registry.example",
    "BEARER  service = \"registry.example\",,realm = https://auth.example/token,scope=\"repository:a/b:pull,push\" ,",
    ", Bearer realm=\"https:\\/\\/auth.example/token\",service=registry.example,scope=\"repository:a/b:pull,push\""})
  void readsParametersInAnyOrderAndCase(String header) {
    assertEquals(List.of(BEARER), parse(header));
  }

  @Test
  void readsSeveralChallengesOfOneHeader() {
    assertEquals(
        List.of(
            new Challenge("negotiate", Map.of()), new Challenge("ntlm", Map.of()),
            new Challenge("basic", Map.of("realm", "a, \"b\"=c")), new Challenge("bearer", Map.of("realm", "x"))),
        parse("Negotiate, NTLM YWJjZA==, Basic realm=\"a, \\\"b\\\"=c\", Bearer realm=x"));
  }

  @Test
  void readsSeveralHeaders() {
    assertEquals(
        List.of(new Challenge("basic", Map.of("realm", "x")), new Challenge("bearer", Map.of("realm", ""))),
        parse("Basic realm=x", "", "Bearer realm=\"\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "=", "\"", "Bearer realm=\"open", "Bearer realm=\"a\"b", "Bearer realm=a b=c d", "Bearer realm=\"a\",realm=\"b\"",
    "Bearer realm=a\"b", "Bearer(realm=a)", "Bearer realm=\"a\" service=\"b\"", "Bearer realm=\"ends with \\"})
  void takesNoHalfReadChallenge(String header) {
    assertEquals(List.of(), parse(header));
  }

  @Test
  void keepsWhatStandsBeforeTheFault() {
    assertEquals(List.of(new Challenge("basic", Map.of("realm", "x"))), parse("Basic realm=x, Bearer realm=\"open"));
  }

  @Test
  void skipsAHeaderThatIsTooLong() {
    assertEquals(List.of(), parse("Basic realm=\"" + "x".repeat(20_000) + "\""));
  }
}
