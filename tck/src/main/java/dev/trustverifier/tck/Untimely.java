package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Questions to a memory that has kept version 1, when it is too late to wait for an answer.
 *
 * @param judged the memory
 * @param answersAtOnce whether it may answer rightly all the same
 * @param kind of what kind the outage must be otherwise
 */
record Untimely(JudgedMemory judged, boolean answersAtOnce, Outage.Kind kind) {

  void mustNotForget(Deadline deadline, String because) {
    mustRecallNothingWrong(judged.recall(Keepsakes.KEY, deadline), because);
    mustKeepNothingUntold(replace(deadline), because);
  }

  void mustNotForgetWhenInterrupted() {
    Recalled recalled = interrupted(() -> judged.recall(Keepsakes.KEY, JudgedMemory.soon()));
    Kept kept = interrupted(() -> replace(JudgedMemory.soon()));
    mustRecallNothingWrong(recalled, "the thread was interrupted");
    mustKeepNothingUntold(kept, "the thread was interrupted");
  }

  private Kept replace(Deadline deadline) {
    Optional<Remembered> expected = Optional.of(Keepsakes.version(1));
    return judged.replace(Keepsakes.KEY, expected, Keepsakes.version(2), deadline);
  }

  private static <T> T interrupted(Supplier<T> question) {
    Thread.currentThread().interrupt();
    T answer;
    boolean stayed;
    try {
      answer = question.get();
    } finally {
      stayed = Thread.interrupted();
    }
    assertTrue(stayed, "the interrupt status must stay set, and this memory cleared it");
    return answer;
  }

  private void mustRecallNothingWrong(Recalled recalled, String because) {
    if (answersAtOnce && !(recalled instanceof Recalled.Unreadable)) {
      JudgedMemory.mustBe(recalled, Keepsakes.KEY, Keepsakes.version(1), "version 1 was kept");
    } else {
      JudgedMemory.mustHaveFailed(recalled, Optional.of(kind), because);
    }
  }

  private void mustKeepNothingUntold(Kept kept, String because) {
    boolean isDone = answersAtOnce && kept instanceof Kept.Done;
    if (!isDone) {
      JudgedMemory.mustHaveFailed(kept, Optional.of(kind), because);
    }
    Remembered last = Keepsakes.version(isDone ? 2 : 1);
    judged.mustKnow(Keepsakes.KEY, last, because + " when version 2 was to be kept");
  }
}
