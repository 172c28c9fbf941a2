package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The verifier under test in one case: one that is kept from question to question, and others that have just started.
 * All have the same source and the same memory.
 */
final class Suspect implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TrustVerifierContract contract;
  private final MetadataSource source;
  private final InstantSource clock;
  private final TrustMemory memory;
  private final Journal journal = new Journal();
  private final Evidence evidence = new Evidence();
  private Optional<UnaryOperator<TrustMemory>> between = Optional.empty();
  private String when = " on the way";
  private boolean mayFail;
  private @Nullable Verifier kept;

  Suspect(TrustVerifierContract contract, MetadataSource source, InstantSource clock) throws Exception {
    this.contract = contract;
    this.source = source;
    this.clock = clock;
    this.memory = contract.memory();
  }

  /** It lacks a capability that the case needs, so that it may refuse whatever it wants, and its making too. */
  void lacksCapabilities() {
    mayFail = true;
  }

  /** What the case is about has been asked; whatever is asked now is asked in its wake. */
  void hasAnswered() {
    when = " after the refusal";
  }

  Journal journal() {
    return journal;
  }

  void remember(UnaryOperator<TrustMemory> by) {
    between = Optional.of(by);
    dismiss();
  }

  /** Nothing is between the verifiers and their memory any more. */
  void rememberPlainly() {
    if (between.isPresent()) {
      between = Optional.empty();
      dismiss();
    }
  }

  /** Asks the one that is kept; it is made anew where the policy is another. */
  Verdict ask(ImageReference image, TrustPolicy policy) throws Exception {
    if (kept == null || kept.policy != policy) {
      dismiss();
      kept = make(policy);
    }
    return asked(image, kept);
  }

  /** Asks one that has just started. */
  Verdict askAnew(ImageReference image, TrustPolicy policy) throws Exception {
    Verifier started = make(policy);
    try {
      return judgedByItsRequests(asked(image, started), started);
    } finally {
      started.close();
    }
  }

  /** Asks the one that is kept what the case is about. */
  Verdict askInTheEnd(ImageReference image, TrustPolicy policy) throws Exception {
    Verdict verdict = ask(image, policy);
    return judgedByItsRequests(verdict, Objects.requireNonNull(kept));
  }

  private Verdict judgedByItsRequests(Verdict verdict, Verifier verifier) {
    if (verdict instanceof Verdict.Rejected rejected && contract.givesReasons()) {
      verifier.overheard.mustHaveStoppedAt(rejected.rejection());
    }
    return verdict;
  }

  void mayAnswer(ImageReference image, TrustPolicy policy) {
    try {
      ask(image, policy);
    } catch (Exception e) {
      if (!mayFail) {
        fail("it was asked for " + image + " on the way\nit threw  " + e, e);
      }
    }
  }

  void mustAnswer(Expectation expected, ImageReference image, TrustPolicy policy) {
    try {
      Verdict verdict = ask(image, policy);
      if (!mayFail && !expected.isMetBy(verdict)) {
        fail("expected  " + expected + ", for " + image + when + "\nanswered  " + Expectation.shown(verdict));
      }
    } catch (Exception e) {
      if (!mayFail) {
        fail("expected  " + expected + ", for " + image + when + "\nit threw  " + e, e);
      }
    }
  }

  private Verifier make(TrustPolicy policy) throws Exception {
    Optional<Bounds> bounds = Optional.of(contract.bounds()).filter(most -> contract.givesReasons());
    Overheard overheard = new Overheard(source, bounds, evidence);
    TrustMemory remembered = between.map(by -> by.apply(memory)).orElse(memory);
    return new Verifier(contract.verifier(new Ingredients(overheard, policy, remembered, clock)), policy, overheard);
  }

  /** One that is judged, for which policy, and what it asks for. */
  private record Verifier(TrustVerifier judged, TrustPolicy policy, Overheard overheard) {
    void close() {
      judged.close();
      overheard.mustHaveAskedNothingSince();
      overheard.mustHaveBeenModest();
    }
  }

  private Verdict asked(ImageReference image, Verifier verifier) {
    @Nullable Verdict verdict;
    verifier.overheard.begins();
    try {
      verdict = verifier.judged.verify(image, Deadline.after(PATIENCE));
    } catch (RuntimeException fault) {
      if (mayFail) {
        throw fault;
      }
      return fail("a verifier throws nothing, and for " + image + " this one threw " + fault, fault);
    }
    if (verdict == null) {
      return fail("a verifier always answers, and for " + image + " this one returned null");
    }
    verifier.overheard.ends(verdict);
    journal.note("asked for " + image + " at " + clock.instant() + ": " + verdict.message());
    if (verdict instanceof Verdict.Trusted trusted && contract.givesReasons()) {
      evidence.mustBearOut(trusted.image());
    }
    return verdict;
  }

  /** All that is remembered; if the memory is not the kit's own, of the collection that cases are about. */
  Map<MemoryKey, Recalled> remembered() {
    if (memory instanceof PlainMemory plain) {
      return plain.everything();
    }
    Map<MemoryKey, Recalled> recalled = new HashMap<>();
    for (MemoryKey.Basis basis : MemoryKey.Basis.values()) {
      MemoryKey key = new MemoryKey(Stage.GUN, basis);
      recalled.put(key, memory.recall(key, Deadline.after(PATIENCE)));
    }
    return recalled;
  }

  /** Closes the one that is kept. */
  void dismiss() {
    Verifier last = kept;
    kept = null;
    if (last != null) {
      last.close();
    }
  }

  @Override
  public void close() {
    dismiss();
    new JudgedMemory(memory).close();
  }

}
