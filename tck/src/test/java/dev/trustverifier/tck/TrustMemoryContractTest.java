package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.memory.TrustMemory;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The judge is judged: it acquits the right memory, and catches every wrong one with the tests and words expected. */
class TrustMemoryContractTest {
  private static final String FIRST = "knowsNothingAtFirst";
  private static final String EVERYTHING = "recallsEverythingAsItWasKept";
  private static final String SUCCESS = "replacesWhatWasExpected";
  private static final String OVER = "changesNothingForThoseWhoExpectNothing";
  private static final String NOTHING = "keepsNothingForThoseWhoExpectSomething";
  private static final String ELSE = "changesNothingForThoseWhoExpectSomethingElse";
  private static final String BASES = "keepsBasesApart";
  private static final String GUNS = "keepsCollectionsApart";
  private static final String THREADS = "losesNoUpdateOfSeveralThreads";
  private static final String INSTANCES = "keepsForEveryInstance";
  private static final String VIEW = "keepsNothingThroughTheReadOnlyView";
  private static final String LATE = "failsOnceTheDeadlineHasPassed";
  private static final String INTERRUPTED = "failsWhenInterruptedAndStaysInterrupted";
  private static final String BROKEN = "failsWhenItCannotKnow";
  private static final String CLOSED = "failsOnceItIsClosed";
  private static final String SECRETS = "tellsNoSecret";

  record Case(Supplier<? extends MapOfMemories> maker, String mustSay, Set<String> caughtBy) {
    @Override
    public String toString() {
      return maker.get().getClass().getSimpleName() + ": " + mustSay;
    }
  }

  @Test
  void acquitsTheRightMemory() {
    assertEquals(Map.of(), new MemoryTrial(MapOfMemories::new).failures());
  }

  @Test
  void skipsWhatNeedsABrokenMemoryWhereThereIsNone() {
    TrustMemoryContract careless = MapOfMemories::new;
    assertThrows(TestAbortedException.class, careless::failsWhenItCannotKnow);
  }

  @Test
  void judgesOneInstanceWhereNoneOutlivesIt() {
    TrustMemoryContract careless = MapOfMemories::new;
    assertThrows(TestAbortedException.class, careless::keepsForEveryInstance);
  }

  @Test
  void skipsClosingWhereThereIsNothingToClose() {
    TrustMemoryContract careless = TrustMemory::forgetful;
    assertThrows(TestAbortedException.class, careless::failsOnceItIsClosed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void catches(Case wrong) {
    SortedMap<String, String> failures = new TreeMap<>(new MemoryTrial(wrong.maker).failures());
    if (!wrong.caughtBy.contains(THREADS)) {
      failures.remove(THREADS); // Whoever is wrong alone may be caught there too, by chance.
    }
    assertEquals(new TreeSet<>(wrong.caughtBy), failures.keySet(), () -> "caught with " + failures);
    failures.forEach((test, message) -> assertTrue(message.contains(wrong.mustSay), test + " says: " + message));
  }

  @Test
  void acceptsARightAnswerAfterTheDeadlineOnlyOfAMemoryThatAnswersAtOnce() {
    TrustMemoryContract atOnce = new TrustMemoryContract() {
      @Override
      public TrustMemory empty() {
        return new WrongMemory.IgnoresDeadlines();
      }

      @Override
      public boolean answersAtOnce() {
        return true;
      }
    };
    assertDoesNotThrow(atOnce::failsOnceTheDeadlineHasPassed);
  }

  @Test
  void hasNoTestThatNoWrongMemoryFails() {
    assertEquals(
        MemoryTrial.TESTS.methods().stream().map(Method::getName).collect(Collectors.toSet()),
        cases().flatMap(wrong -> wrong.caughtBy.stream()).collect(Collectors.toSet()));
  }

  static Stream<Case> cases() {
    return Stream.concat(wrongWrites(), wrongManners());
  }

  private static Stream<Case> wrongWrites() {
    return Stream.of(
        wrong(WrongMemory.IgnoresExpected::new, "must be outdated", OVER, NOTHING, ELSE, THREADS, INSTANCES),
        wrong(WrongMemory.LastWriterWins::new, "of writers that expected the same one must be outdated", THREADS),
        wrong(WrongMemory.LastInsertWins::new, "something was kept already", OVER),
        wrong(WrongMemory.WritesWhereNothingIs::new, "nothing was kept, and so whoever expects otherwise", NOTHING),
        wrong(WrongMemory.ComparesVersionsOnly::new, "something else was kept, different in the root", ELSE),
        wrong(WrongMemory.Misfiles::byGunAlone, "bases are kept apart", BASES),
        wrong(WrongMemory.Misfiles::takingPortsForEachOther, "collections are kept apart", GUNS),
        wrong(WrongMemory.CutsTimes::new, "a time to the nanosecond was kept", EVERYTHING),
        wrong(WrongMemory.DropsImages::new, "image", EVERYTHING, ELSE),
        wrong(WrongMemory.KeepsOneSigner::new, "the floors are others", EVERYTHING),
        wrong(WrongMemory.CutsNames::new, "the longest name of a role was kept", EVERYTHING),
        wrong(WrongMemory.ForgetsAtRestart::new, "another instance has kept version 1", INSTANCES),
        wrong(WrongMemory.MindsNobodyElse::new, "another instance has kept version 2", INSTANCES),
        wrong(WrongMemory.KeepsOneAnchor::new, "the anchors are others", EVERYTHING),
        wrong(WrongMemory.RefusesLowerVersions::new, "what is kept equals what was expected", SUCCESS));
  }

  private static Stream<Case> wrongManners() {
    return Stream.of(
        wrong(WrongMemory.ForgetsOnError::new, "must be an outage", BROKEN, CLOSED, LATE, INTERRUPTED),
        wrong(WrongMemory.SwallowsErrors::new, "replacing must be an outage", BROKEN, CLOSED, LATE, INTERRUPTED),
        wrong(WrongMemory.ThrowsOnError::new, "memories throw nothing", BROKEN, CLOSED, LATE, INTERRUPTED, SECRETS),
        wrong(WrongMemory.NullForUnknown::new, "recall returned null",
            FIRST, NOTHING, BASES, GUNS, THREADS, VIEW, SECRETS),
        wrong(WrongMemory.ViewThatWrites::new, "the view keeps nothing", VIEW),
        wrong(WrongMemory.IgnoresDeadlines::new, "the deadline had passed", LATE),
        wrong(WrongMemory.SwallowsInterrupts::new, "this memory cleared it", INTERRUPTED),
        wrong(WrongMemory.GoesOnWhenClosed::new, "the memory is closed", CLOSED),
        wrong(WrongMemory.TellsItsPassword::new, "must not tell its secrets", SECRETS));
  }

  private static Case wrong(Supplier<? extends MapOfMemories> maker, String mustSay, String... caughtBy) {
    return new Case(maker, mustSay, Set.of(caughtBy));
  }
}
