package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What is asked of a verifier whatever is published.
 *
 * @param contract whose verifier is judged
 */
record Manners(TrustVerifierContract contract) {
  private static final ImageReference IMAGE = ImageReference.parse(Stage.GUN + ":v1");
  private static final ImageReference OTHER = ImageReference.parse(Stage.GUN + ":v2");
  private static final ImageReference UNSIGNED = ImageReference.parse(Stage.GUN + ":v9");
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int THREADS = 4;
  private static final int ROUNDS = 10;

  /** What is done with a verifier of an honest collection that has {@code v1} and {@code v2}. */
  private interface Encounter {
    void with(Scene scene) throws Exception;
  }

  private record Scene(
      TrustVerifier verifier, SlowSource source, SimulatedSource server, SimulatedRepository publisher) {}

  private void meet(Encounter encounter) throws Exception {
    meet(Duration.ZERO, encounter);
  }

  private void meet(Duration pause, Encounter encounter) throws Exception {
    ManualClock clock = ManualClock.at(contract.start());
    SimulatedRepository publisher = SimulatedRepository.of(Stage.GUN, clock)
        .addTarget(RoleName.TARGETS, "v1", Stage.digest("v1")).addTarget(RoleName.TARGETS, "v2", Stage.digest("v2"));
    TrustPolicy policy = TrustPolicy.builder().rule(Stage.GUN.value(), Stage.firstUse()).build();
    SimulatedSource server = new SimulatedSource().serve(publisher.publish());
    try (SlowSource source = new SlowSource(contract.offer(server), pause);
        JudgedMemory memory = new JudgedMemory(contract.memory());
        TrustVerifier verifier = contract.verifier(new Ingredients(source, policy, memory.memory(), clock))) {
      encounter.with(new Scene(verifier, source, server, publisher));
    }
  }

  void requireDoubtOnceTheDeadlineHasPassed() throws Exception {
    meet(scene -> requireDoubt(
        Outage.Kind.TIMED_OUT, scene.verifier.verify(IMAGE, Deadline.after(Duration.ZERO)), "the deadline had passed"));
  }

  void requireAnEndByTheDeadline() throws Exception {
    meet(SlowSource.HANGING, scene -> {
      Verdict verdict = scene.verifier.verify(IMAGE, Deadline.after(SHORT));
      assertFalse(scene.source.waitedInVain(),
          "a source that hangs must be given up by the verifier's deadline, and this one was waited for");
      requireDoubt(Outage.Kind.TIMED_OUT, verdict, "the source hung until the deadline");
    });
  }

  void requireDoubtWhenInterrupted() throws Exception {
    meet(scene -> {
      Thread.currentThread().interrupt();
      Verdict verdict;
      boolean stayed;
      try {
        verdict = scene.verifier.verify(IMAGE, soon());
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
    List<ImageReference> given = List.of(UNSIGNED, OTHER, IMAGE, UNSIGNED);
    meet(scene -> inEveryWay(scene.verifier, given).forEach((way, verdicts) -> {
      assertEquals(List.of(UNSIGNED, OTHER, IMAGE), List.copyOf(verdicts.keySet()),
          "each image has one answer, in the order given, by " + way);
      requireTrust(IMAGE, verdicts.get(IMAGE));
      requireTrust(OTHER, verdicts.get(OTHER));
      requireRefusal(verdicts.get(UNSIGNED), "nobody signed it, and by " + way);
    }));
  }

  /** What is answered, by what was called. */
  private static Map<String, Map<ImageReference, Verdict>> inEveryWay(
      TrustVerifier verifier, List<ImageReference> images) {
    Map<String, Map<ImageReference, Verdict>> answers = new LinkedHashMap<>();
    answers.put("verifyAll with a deadline", verifier.verifyAll(images, soon()));
    answers.put("verifyAll without a deadline", verifier.verifyAll(images));
    Map<ImageReference, Verdict> oneByOne = new LinkedHashMap<>();
    images.forEach(image -> oneByOne.put(image, verifier.verify(image)));
    answers.put("verify without a deadline", oneByOne);
    return answers;
  }

  void requireRefusalHoweverItIsAsked() throws Exception {
    meet(scene -> {
      scene.server.serve(scene.publisher.publish());
      inEveryWay(scene.verifier, List.of(IMAGE)).values().forEach(trusted -> requireTrust(IMAGE, trusted.get(IMAGE)));
      scene.server.serve(scene.publisher.history().get(0));
      inEveryWay(scene.verifier, List.of(IMAGE)).forEach((way, refused) ->
          requireRefusal(refused.get(IMAGE), "an old state is shown, and by " + way));
    });
  }

  private static void requireRefusal(Verdict verdict, String because) {
    if (!(verdict instanceof Verdict.Rejected)) {
      fail(because + " the verdict must be rejected: it was " + verdict.message());
    }
  }

  void requireEachThreadItsOwnAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      meet(scene -> {
        List<Callable<Void>> questions = IntStream.range(0, THREADS).mapToObj(number -> (Callable<Void>) () -> {
          ImageReference image = number % 2 == 0 ? IMAGE : OTHER;
          for (int round = 0; round < ROUNDS; round++) {
            requireTrust(image, scene.verifier.verify(image, soon()));
          }
          return null;
        }).toList();
        assertAll("asked by " + THREADS + " threads at once",
            threads.invokeAll(questions).stream().map(answer -> answer::get));
      });
    } finally {
      threads.shutdownNow();
    }
  }

  void requireNoAnswerOnceItIsClosed() throws Exception {
    meet(scene -> {
      TrustVerifier verifier = scene.verifier;
      requireTrust(IMAGE, verifier.verify(IMAGE, soon()));
      verifier.close();
      String closed = "a closed verifier must not answer";
      assertThrows(IllegalStateException.class, () -> verifier.verify(IMAGE, soon()), closed);
      assertThrows(IllegalStateException.class, () -> verifier.verifyAll(List.of(IMAGE), soon()), closed);
      assertTrue(scene.source.isClosed(), "a verifier must close its source with itself, and this one left it open");
      verifier.close();
    });
  }

  private static void requireTrust(ImageReference image, Verdict verdict) {
    Expectation trusted = new Expectation.Trusted(image, Stage.digest(image.tag().orElseThrow()));
    if (!trusted.isMetBy(verdict)) {
      fail("an honest image must be " + trusted + ": it was " + verdict.message());
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }
}
