package dev.trustverifier.tuf.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.tck.server.Challenge;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Reception;
import dev.trustverifier.tck.server.Requests;
import dev.trustverifier.tck.server.TokenForm;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EverySwitchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TIMESTAMP = "GET timestamp.json";

  /** One of each kind for all switches: who has to begin anew each time spends most time on that. */
  private static final int MOST_ATTEMPTS = 10;
  private static final Map<Stand.Kind, Stand> STANDS = new EnumMap<>(Stand.Kind.class);

  @AfterAll
  static void findsNoSecretInAnyLog() {
    STANDS.values().forEach(Stand::close);
    STANDS.clear();
  }

  private static String outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.rejection().rule().id();
    }
    return verdict instanceof Verdict.Undecided undecided ? undecided.outage().kind().label() : "trusted";
  }

  static Stream<Arguments> switches() {
    return Stream.of(Stand.Kind.values())
        .flatMap(kind -> Stream.of(Switch.values()).map(how -> Arguments.of(kind, how)));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void meansTheSameByEverySourceAndIsAskedForNoOftenerThanItIsWorth(Stand.Kind kind, Switch how) throws InterruptedException {
    Stand stand = STANDS.computeIfAbsent(kind, one -> new Stand(one, Stand.Manner.USUAL));
    stand.verify(PATIENCE).orElseThrow();
    stand.asked();
    stand.server.misbehave(how.at(), how.how);
    String outcome = outcome(stand.verify(how.patience()));
    List<String> asked = stand.askedSoon();
    for (int i = 0; i < MOST_ATTEMPTS && asked.isEmpty(); i++) { // A busy machine had no time to ask.
      outcome = outcome(stand.verify(how.patience()));
      asked = stand.askedSoon();
    }
    stand.server.behave();
    assertEquals(how.verdict, outcome);
    assertAsked(how, asked);
    stand.verify(PATIENCE).orElseThrow();
  }

  private static void assertAsked(Switch how, List<String> asked) {
    switch (how.times) {
      case ONCE -> assertEquals(List.of(TIMESTAMP), asked);
      case AGAIN -> assertEquals(List.of(TIMESTAMP, TIMESTAMP), asked);
      case WITH_OTHER_TOKENS -> {
        assertEquals(TIMESTAMP, asked.get(0));
        assertTrue(asked.stream().allMatch(one -> one.equals(TIMESTAMP) || one.equals("GET token")), asked::toString);
        assertTrue(asked.stream().filter(TIMESTAMP::equals).count() <= 4, asked::toString);
      }
      default -> throw new AssertionError(how.times);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplicaThatStaysBehindIsRefusedByEverySource(Stand.Kind kind) {
    try (Stand stand = new Stand(kind, Stand.Manner.USUAL)) {
      Misbehaviour behind = new Misbehaviour.Lag(stand.publishMore());
      stand.verify(PATIENCE).orElseThrow();
      stand.asked();
      stand.server.misbehave(Requests.all(), behind);
      assertEquals(SpecRule.VERSION_NOT_LOWER.id(), outcome(stand.verify(PATIENCE)));
      assertEquals(2, stand.asked().stream().filter(TIMESTAMP::equals).count());
    }
  }

  static Stream<Arguments> receptions() {
    return Stream.of(Stand.Kind.values()).flatMap(kind -> Stream.of(
        Arguments.of(kind, Reception.SILENT, Outage.Kind.TIMED_OUT, Duration.ofMillis(250)),
        Arguments.of(kind, Reception.CLOSED, Outage.Kind.UNREACHABLE, PATIENCE),
        Arguments.of(kind, Reception.GARBLED, Outage.Kind.PROTOCOL, PATIENCE)));
  }

  @ParameterizedTest
  @MethodSource("receptions")
  void aConnectionThatIsNotServedIsAnOutage(
      Stand.Kind kind, Reception reception, Outage.Kind outage, Duration patience) {
    try (Stand stand = new Stand(kind, Stand.Manner.USUAL)) {
      stand.server.receive(reception);
      assertEquals(outage.label(), outcome(stand.verify(patience)));
      assertEquals(List.of(), stand.asked());
      stand.server.behave();
      stand.verify(PATIENCE).orElseThrow();
    }
  }

  static Stream<Arguments> manners() {
    return Stream.concat(
        Stream.of(Challenge.values()).filter(challenge -> challenge != Challenge.NONE)
            .flatMap(challenge -> Stream.of(Stand.Kind.values())
                .map(kind -> Arguments.of(kind, new Stand.Manner(challenge, TokenForm.FULL)))),
        Stream.of(TokenForm.values())
            .map(form -> Arguments.of(Stand.Kind.NOTARY, new Stand.Manner(Challenge.NOTARY, form))));
  }

  @ParameterizedTest
  @MethodSource("manners")
  void isLetInHoweverTokensAreAskedForAndHandedOut(Stand.Kind kind, Stand.Manner manner) {
    try (Stand stand = new Stand(kind, manner)) {
      stand.verify(PATIENCE).orElseThrow();
      List<String> asked = stand.asked();
      assertEquals("GET root.json", asked.get(0));
      assertEquals(List.of("GET timestamp.json"), asked.stream().filter(TIMESTAMP::equals).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotLetInWhereTheServerDoesNotSayHow(Stand.Kind kind) {
    try (Stand stand = new Stand(kind, new Stand.Manner(Challenge.NONE, TokenForm.FULL))) {
      assertEquals("unauthorised", outcome(stand.verify(PATIENCE)));
      assertEquals(List.of("GET root.json"), stand.asked());
    }
  }
}
