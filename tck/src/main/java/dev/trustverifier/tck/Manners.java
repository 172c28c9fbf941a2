package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a verifier whatever is published.
 *
 * @param contract whose verifier is judged
 */
record Manners(TrustVerifierContract contract) {
  private static final ImageReference IMAGE = ImageReference.parse(Stage.GUN + ":v1");

  /** What is done with a verifier of an honest collection that has {@code v1}. */
  private interface Encounter {
    void with(TrustVerifier verifier);
  }

  private void meet(Encounter encounter) throws Exception {
    ManualClock clock = ManualClock.at(contract.start());
    SimulatedRepository publisher =
        SimulatedRepository.of(Stage.GUN, clock).addTarget(RoleName.TARGETS, "v1", Stage.digest("v1"));
    TrustPolicy policy = TrustPolicy.builder().rule(Stage.GUN.value(), Stage.firstUse()).build();
    SimulatedSource server = new SimulatedSource().serve(publisher.publish());
    try (MetadataSource offered = contract.offer(server);
        JudgedMemory memory = new JudgedMemory(contract.memory());
        TrustVerifier verifier =
            contract.verifier(new Ingredients(offered, policy, memory.memory(), clock))) {
      encounter.with(verifier);
    }
  }

  void requireDoubtOnceTheDeadlineHasPassed() throws Exception {
    meet(verifier -> requireDoubt(
        Outage.Kind.TIMED_OUT, verifier.verify(IMAGE, Deadline.after(Duration.ZERO)), "the deadline had passed"));
  }

  void requireDoubtWhenInterrupted() throws Exception {
    meet(verifier -> {
      Thread.currentThread().interrupt();
      Verdict verdict;
      boolean stayed;
      try {
        verdict = verifier.verify(IMAGE, soon());
      } finally {
        stayed = Thread.interrupted();
      }
      assertTrue(stayed, "the interrupt status must stay set, and this verifier cleared it");
      requireDoubt(Outage.Kind.INTERRUPTED, verdict, "the thread was interrupted");
    });
  }

  private static void requireDoubt(Outage.Kind kind, Verdict verdict, String because) {
    if (!new Expectation.Undecided(kind).isMetBy(verdict)) {
      fail(because + ", and so the verdict must be undecided, " + kind.label() + ": it was " + verdict.message());
    }
  }

  void requireAnAnswerForEachImage() throws Exception {
    ImageReference other = ImageReference.parse(Stage.GUN + ":v9");
    meet(verifier -> {
      Map<ImageReference, Verdict> verdicts = verifier.verifyAll(List.of(other, IMAGE, other), soon());
      assertEquals(
          List.of(other, IMAGE), List.copyOf(verdicts.keySet()), "each image has one answer, in the order given");
      requireTrust(verdicts.get(IMAGE));
      assertTrue(verdicts.get(other) instanceof Verdict.Rejected, () -> "nobody signed it: " + verdicts.get(other));
    });
  }

  void requireNoAnswerOnceItIsClosed() throws Exception {
    meet(verifier -> {
      requireTrust(verifier.verify(IMAGE, soon()));
      verifier.close();
      String closed = "a closed verifier must not answer";
      assertThrows(IllegalStateException.class, () -> verifier.verify(IMAGE, soon()), closed);
      assertThrows(IllegalStateException.class, () -> verifier.verifyAll(List.of(IMAGE), soon()), closed);
      verifier.close();
    });
  }

  private static void requireTrust(Verdict verdict) {
    if (!new Expectation.Trusted(Stage.digest("v1")).isMetBy(verdict)) {
      fail("an honest image must be trusted: " + verdict.message());
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }
}
