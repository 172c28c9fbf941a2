package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private UnaryOperator<TrustMemory> between = UnaryOperator.identity();
  private boolean mayFail;
  private @Nullable TrustVerifier kept;
  private @Nullable TrustPolicy keptFor;

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

  Journal journal() {
    return journal;
  }

  void remember(UnaryOperator<TrustMemory> by) {
    between = by;
    dismiss();
  }

  /** Asks the one that is kept; it is made anew where the policy is another. */
  Verdict ask(ImageReference image, TrustPolicy policy) throws Exception {
    if (kept == null || keptFor != policy) {
      dismiss();
      kept = make(policy);
      keptFor = policy;
    }
    return asked(image, kept);
  }

  /** Asks one that has just started. */
  Verdict askAnew(ImageReference image, TrustPolicy policy) throws Exception {
    try (TrustVerifier started = make(policy)) {
      return asked(image, started);
    }
  }

  void mustTrust(ImageReference image, Digest digest, TrustPolicy policy) {
    mustAnswer(new Expectation.Trusted(digest), image, policy);
  }

  void mustDoubt(ImageReference image, Outage.Kind kind, TrustPolicy policy) {
    mustAnswer(new Expectation.Undecided(Set.of(kind)), image, policy);
  }

  private void mustAnswer(Expectation expected, ImageReference image, TrustPolicy policy) {
    try {
      Verdict verdict = ask(image, policy);
      if (!mayFail && !expected.isMetBy(verdict)) {
        fail("expected  " + expected + ", for " + image + " on the way\nanswered  " + verdict.message());
      }
    } catch (Exception e) {
      if (!mayFail) {
        fail("expected  " + expected + ", for " + image + " on the way\nit threw  " + e, e);
      }
    }
  }

  private TrustVerifier make(TrustPolicy policy) throws Exception {
    return contract.verifier(new Ingredients(new Open(source), policy, between.apply(memory), clock));
  }

  private Verdict asked(ImageReference image, TrustVerifier verifier) {
    @Nullable Verdict verdict;
    try {
      verdict = verifier.verify(image, Deadline.after(PATIENCE));
    } catch (RuntimeException fault) {
      if (mayFail) {
        throw fault;
      }
      return fail("a verifier throws nothing, and for " + image + " this one threw " + fault, fault);
    }
    if (verdict == null) {
      return fail("a verifier always answers, and for " + image + " this one returned null");
    }
    journal.note("asked for " + image + " at " + clock.instant() + ": " + verdict.message());
    return verdict;
  }

  /** All that is remembered of the collections that cases are about. */
  List<Recalled> remembered() {
    List<Recalled> recalled = new ArrayList<>();
    for (MemoryKey.Basis basis : MemoryKey.Basis.values()) {
      recalled.add(memory.recall(new MemoryKey(Stage.GUN, basis), Deadline.after(PATIENCE)));
    }
    return recalled;
  }

  private void dismiss() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  @Override
  public void close() {
    dismiss();
    new JudgedMemory(memory).close();
  }

  /** Outlives the verifiers that it is given to. */
  private record Open(MetadataSource source) implements MetadataSource {
    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      return source.fetch(gun, name, limit, deadline);
    }

    @Override
    public String describe(Gun gun) {
      return source.describe(gun);
    }
  }
}
