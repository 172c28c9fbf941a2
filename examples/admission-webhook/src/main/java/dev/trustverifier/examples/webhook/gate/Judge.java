package dev.trustverifier.examples.webhook.gate;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import dev.trustverifier.tuf.config.PolicyFile;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Verifies by one set of rules, with one memory. */
final class Judge implements AutoCloseable {
  private final PolicyFile policy;
  private final Lanes lanes;
  private final TufTrustVerifier verifier;

  private Judge(PolicyFile policy, Lanes lanes, TufTrustVerifier verifier) {
    this.policy = policy;
    this.lanes = lanes;
    this.verifier = verifier;
  }

  /** What a judge has to do with. */
  record Means(TrustMemory memory, InstantSource clock, long cacheBytes) {}

  /** Throws IllegalArgumentException if a source cannot be opened. */
  static Judge of(PolicyFile policy, Lanes lanes, Means means) {
    TufTrustVerifierBuilder builder =
        TufTrustVerifier.builder()
            .policy(policy.policy()).memory(means.memory()).clock(means.clock()).cacheBytes(means.cacheBytes());
    policy.sources().entries().forEach(source -> builder.source(source.pattern().toString(), source.value().open()));
    return new Judge(policy, lanes, builder.build());
  }

  /** All verdicts: at once if no source has to be asked, else as soon as the last has answered, or by the deadline. */
  CompletionStage<Map<ImageReference, Verdict>> judge(Collection<ImageReference> images, Deadline deadline) {
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    Map<Gun, List<ImageReference>> open = new LinkedHashMap<>();
    for (ImageReference image : images) {
      verifier.verifyAtHand(image, deadline).ifPresentOrElse(
          verdict -> verdicts.put(image, verdict),
          () -> open.computeIfAbsent(image.gun(), gun -> new ArrayList<>()).add(image));
    }
    return open.isEmpty() ? CompletableFuture.completedFuture(verdicts) : judge(verdicts, open, deadline);
  }

  private CompletionStage<Map<ImageReference, Verdict>> judge(
      Map<ImageReference, Verdict> verdicts, Map<Gun, List<ImageReference>> open, Deadline deadline) {
    List<CompletableFuture<Map<ImageReference, Verdict>>> asked = new ArrayList<>();
    open.forEach((gun, of) -> {
      verdicts.putAll(undecided(of, "the deadline passed before a verdict on "));
      asked.add(ask(gun, of, deadline));
    });
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(all -> {
          asked.forEach(answer -> verdicts.putAll(answer.getNow(Map.of())));
          return verdicts;
        });
  }

  private CompletableFuture<Map<ImageReference, Verdict>> ask(Gun gun, List<ImageReference> images, Deadline deadline) {
    try {
      return lanes.of(policy, gun).submit(() -> verifyEach(images, deadline));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(undecided(images, "too many others wait for the source of "));
    }
  }

  private Map<ImageReference, Verdict> verifyEach(List<ImageReference> images, Deadline deadline) {
    if (deadline.hasPassed()) { // Nobody waits for this any more.
      return undecided(images, "the deadline passed before a verdict on ");
    }
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(image -> verdicts.put(image, verifier.verify(image, deadline)));
    return verdicts;
  }

  private static Map<ImageReference, Verdict> undecided(List<ImageReference> images, String what) {
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(
        image -> verdicts.put(image, new Verdict.Undecided(new Outage(Outage.Kind.TIMED_OUT, what + image))));
    return verdicts;
  }

  /** What a collection holds. */
  CompletionStage<Inspection> inspect(Gun gun, Deadline deadline) {
    Inspection late =
        new Inspection.Undecided(new Outage(Outage.Kind.TIMED_OUT, "the deadline passed before a look at " + gun));
    try {
      return lanes.of(policy, gun)
          .submit(() -> verifier.inspect(gun, deadline))
          .completeOnTimeout(late, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(late);
    }
  }

  @Override
  public void close() {
    verifier.close();
  }
}
