package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole verification against a server that fails: from the start, once it has been good, and in the middle. */
class FaultMatrixTest {
  private static final Duration HURRY = Duration.ofMillis(250);
  private static final Duration SLACK = Duration.ofMillis(100);
  /** A machine that does much else may be late now and then; an overrun of ours is there every time. */
  private static final int MOST_ATTEMPTS = 10;

  private static Leftovers leftovers;

  @BeforeAll
  static void lookAround() {
    leftovers = new Leftovers();
  }

  @AfterAll
  static void leavesNoThreadAndNoConnectionBehind() throws InterruptedException, IOException {
    leftovers.mustVanish();
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Fault.values()).flatMap(
        fault -> Stream.of(Trouble.State.COLD, Trouble.State.WARM, Trouble.State.REFRESHING)
            .map(state -> Arguments.of(fault, state)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void leavesTheVerdictOpenInTime(Fault fault, Trouble.State state) throws IOException {
    try (Trouble trouble = new Trouble(fault, state)) {
      mustBeUndecided(fault, trouble);
      assertEquals(trouble.latest(), trouble.afterwards().orElseThrow().digest());
      trouble.register(leftovers);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAtOnceWhileItAsksInTheBackgroundInVain(Fault fault) throws IOException, InterruptedException {
    try (Trouble trouble = new Trouble(fault, Trouble.State.ANSWERING)) {
      mustBeTrustedAtOnce(trouble);
      trouble.outlastWhatIsKnown();
      mustBeUndecided(fault, trouble);
      assertEquals(trouble.latest(), trouble.afterwards().orElseThrow().digest());
      trouble.register(leftovers);
    }
  }

  @ParameterizedTest
  @CsvSource({"COLD, P3650D", "WARM, P-3650D", "REFRESHING, P3650D", "REFRESHING, P-3650D"})
  void keepsItsTimeThoughTheClockIsSetMeanwhile(Trouble.State state, Duration jump) throws IOException {
    try (Trouble trouble = new Trouble(Fault.SILENCE, state)) {
      trouble.duringARequest(clock -> clock.advance(jump));
      mustBeUndecided(Fault.SILENCE, trouble);
      trouble.register(leftovers);
    }
  }

  private static void mustBeTrustedAtOnce(Trouble trouble) {
    List<Duration> attempts = new ArrayList<>();
    while (attempts.size() < MOST_ATTEMPTS) {
      long start = System.nanoTime();
      trouble.verify(Deadline.after(HURRY)).orElseThrow();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (took.compareTo(SLACK) <= 0) {
        return;
      }
      attempts.add(took);
    }
    fail("never at once: " + attempts);
  }

  private static void mustBeUndecided(Fault fault, Trouble trouble) {
    Duration patience = fault.isPassing() ? HURRY : fault.patience();
    List<String> attempts = new ArrayList<>();
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      long start = System.nanoTime();
      Verdict verdict = trouble.verify(Deadline.after(patience));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Outage outage = assertInstanceOf(Verdict.Undecided.class, verdict, verdict::message).outage();
      if (outage.kind() == fault.kind() && took.compareTo(patience.plus(SLACK)) <= 0) {
        return;
      }
      attempts.add(took + ": " + outage);
      assertTrue(outage.kind() == fault.kind() || outage.kind() == Kind.TIMED_OUT, attempts::toString);
    }
    fail("never in time: " + attempts);
  }
}
