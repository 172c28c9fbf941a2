package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The judge is judged: it acquits the right source, and catches every wrong one with the tests and words expected. */
class MetadataSourceContractTest {

  private static final String[] CONTENTS = {
    "returnsEveryPublishedFileByteForByte", "returnsAFileOfExactlyTheLimit", "answersSeveralThreadsAtOnce"};
  private static final String ANY_LIMIT = "takesAnyLimit";
  private static final String[] ABSENCES = {
    "reportsAFileThatDoesNotExistAsAbsent",
    "reportsAHashThatDoesNotExistAsAbsent",
    "reportsAnUnknownCollectionAsAbsent"};

  record Case(String name, Trial trial, String mustSay, Set<String> caughtBy) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void acquitsTheRightSource() {
    assertEquals(Map.of(), Trial.of(FolderOfBytes::new).failures());
  }

  @Test
  void judgesNoBrokenSourceWhereThereIsNone() {
    Trial careless = new Trial(FolderOfBytes::new, none -> null, none -> null);
    assertThrows(TestAbortedException.class, careless::failsWhenItCannotKnow);
    assertThrows(TestAbortedException.class, careless::takesNoRefusalForAbsence);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void catches(Case wrong) {
    SortedMap<String, String> failures = wrong.trial.failures();
    assertEquals(new TreeSet<>(wrong.caughtBy), failures.keySet(), () -> "caught with " + failures);
    failures.forEach((test, message) -> assertTrue(message.contains(wrong.mustSay), test + " says: " + message));
  }

  @Test
  void hasNoTestThatNoWrongSourceFails() {
    assertEquals(
        Trial.TESTS.methods().stream().map(Method::getName).collect(Collectors.toSet()),
        cases().flatMap(wrong -> wrong.caughtBy.stream()).collect(Collectors.toSet()));
  }

  static Stream<Case> cases() {
    return Stream.concat(wrongAnswers(), wrongManners());
  }

  private static Stream<Case> wrongAnswers() {
    String limits = "refusesAFileLongerThanTheLimit";
    String interrupts = "failsWhenInterruptedAndStaysInterrupted";
    return Stream.of(
        wrong(WrongAnswer.THROWS_WHERE_A_FILE_IS_EMPTY, "sources throw nothing", CONTENTS),
        wrong(WrongAnswer.NULL_FOR_ABSENT, "returned null", ABSENCES),
        wrong(WrongAnswer.FAILED_FOR_ABSENT, "must be absent: it was Failed", ABSENCES),
        wrong(WrongAnswer.SWAPS_TWO_ROLES, "registry.example:5000/team/app/_trust/tuf/timestamp.json",
            CONTENTS[0], CONTENTS[1], CONTENTS[2], limits, ANY_LIMIT),
        wrong(WrongAnswer.DECODES_TEXT, "byte for byte", CONTENTS[0], CONTENTS[1], CONTENTS[2], ANY_LIMIT),
        wrong(WrongAnswer.CURRENT_FILE_FOR_AN_UNKNOWN_HASH, "must be absent: it was Found", ABSENCES[1]),
        wrong(WrongAnswer.CURRENT_FILE_FOR_AN_UNKNOWN_VERSION, "must be absent: it was Found", ABSENCES[0]),
        wrong(WrongAnswer.SOME_COLLECTION_FOR_AN_UNKNOWN_ONE, "must be absent: it was Found", ABSENCES[2]),
        wrong(WrongAnswer.IGNORES_THE_LIMIT, "limit of 255 must be too large: it was Found, 256 bytes", limits),
        wrong(WrongAnswer.TAKES_ZERO_FOR_NO_LIMIT, "limit of 0 must be too large: it was Found", limits),
        wrong(WrongAnswer.CUTS_AT_THE_LIMIT, "must be too large: it was Found, 255 bytes", limits),
        wrong(WrongAnswer.ONE_BYTE_SHORT_OF_THE_LIMIT, "must be found: it was TooLarge", CONTENTS[1]),
        wrong(WrongAnswer.TAKES_A_LIMIT_FOR_AN_INT, "must be found: it was TooLarge", ANY_LIMIT),
        wrong(WrongAnswer.FOLDS_NAMES, "must be absent: it was Found", ABSENCES[2]),
        wrong(WrongAnswer.LOOKS_FOR_A_HASH_ALONE, "must be absent: it was Found", ABSENCES[1]),
        wrong(WrongAnswer.IGNORES_THE_DEADLINE, "the deadline had passed", "failsOnceTheDeadlineHasPassed"),
        wrong(WrongAnswer.IGNORES_INTERRUPTS, "the thread was interrupted", interrupts),
        wrong(WrongAnswer.SWALLOWS_INTERRUPTS, "this source cleared it", interrupts));
  }

  private static Stream<Case> wrongManners() {
    return Stream.of(
        new Case("absent when broken", new Trial(FolderOfBytes::new, FolderOfBytes::new, BrokenFolder::new),
            "could not be asked", Set.of("failsWhenItCannotKnow")),
        new Case("absent when refused", new Trial(FolderOfBytes::new, BrokenFolder::new, FolderOfBytes::new),
            "which is no 404", Set.of("takesNoRefusalForAbsence")),
        new Case("keeps the question in a field", Trial.of(WrongManners.KeepsTheQuestionInAField::new),
            "threads at once", Set.of("answersSeveralThreadsAtOnce")),
        new Case("shares a buffer", Trial.of(WrongManners.SharesABuffer::new),
            "byte for byte", Set.of(CONTENTS[0])),
        new Case("is refused with its password",
            new Trial(FolderOfBytes::new, BrokenFolder::new, WrongManners.IsRefusedWithItsPassword::new),
            "must not tell its secrets", Set.of("tellsNoSecret")),
        new Case("describes itself in two lines", Trial.of(WrongManners.DescribesItselfInTwoLines::new),
            "one line", Set.of("describesItselfInOneLine")),
        new Case("describes itself with its password", Trial.of(WrongManners.DescribesItselfWithItsPassword::new),
            "must not tell its secrets", Set.of("tellsNoSecret")),
        new Case("fails with its user name", Trial.of(WrongManners.FailsWithItsUserName::new),
            "must not tell its secrets", Set.of("tellsNoSecret")),
        new Case("closes once", Trial.of(WrongManners.ClosesOnce::new),
            "safe to call twice", Set.of("closesTwice")));
  }

  private static Case wrong(WrongAnswer answer, String mustSay, String... caughtBy) {
    return new Case(answer.name(), Trial.of(answer::source), mustSay, Set.copyOf(List.of(caughtBy)));
  }
}
