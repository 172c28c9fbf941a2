package dev.trustverifier.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many images at once, of sources that hang, fail or go down with the verifier. */
@Timeout(60)
class VerifyAllTest {
  private static final int CREW = 64;
  private static final List<ImageReference> IMAGES =
      IntStream.range(0, 3 * CREW).mapToObj(i -> ImageReference.parse("registry.example/app-" + i + ":v1")).toList();

  /** Answers as it is told. */
  private record Source(Supplier<Fetched> answer) implements MetadataSource {
    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      return answer.get();
    }

    @Override
    public String describe(Gun gun) {
      return "nowhere";
    }
  }

  private static TufTrustVerifier verifier(Supplier<Fetched> answer) {
    return TufTrustVerifier.builder()
        .source(new Source(answer))
        .policy(TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build())
        .memory(TrustMemory.forgetful())
        .timeout(Duration.ofSeconds(40))
        .build();
  }

  private static Fetched down() {
    return new Fetched.Failed(new Outage(Outage.Kind.UNREACHABLE, "down"));
  }

  private static Outage.Kind outage(Verdict verdict) {
    return assertInstanceOf(Verdict.Undecided.class, verdict, verdict.message()).outage().kind();
  }

  @Test
  void asksForNoMoreThanSoManyRepositoriesAtOnce() {
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch crowded = new CountDownLatch(CREW);
    Supplier<Fetched> answer = () -> {
      most.accumulateAndGet(asking.incrementAndGet(), Math::max);
      crowded.countDown();
      awaitCalmly(crowded);
      asking.decrementAndGet();
      return down();
    };
    try (TufTrustVerifier verifier = verifier(answer)) {
      Map<ImageReference, Verdict> verdicts = verifier.verifyAll(IMAGES);
      assertEquals(IMAGES, List.copyOf(verdicts.keySet()));
      verdicts.values().forEach(verdict -> assertEquals(Outage.Kind.UNREACHABLE, outage(verdict)));
    }
    assertEquals(CREW, most.get());
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void endsWithAVerdictOnEachImageWhenTheVerifierIsClosedMeanwhile() throws Exception {
    CountDownLatch asked = new CountDownLatch(CREW);
    CountDownLatch never = new CountDownLatch(1);
    TufTrustVerifier verifier = verifier(() -> {
      asked.countDown();
      awaitCalmly(never);
      return down();
    });
    FutureTask<Map<ImageReference, Verdict>> all = new FutureTask<>(() -> verifier.verifyAll(IMAGES));
    new Thread(all).start();
    assertTrue(asked.await(30, TimeUnit.SECONDS));
    verifier.close();
    Map<ImageReference, Verdict> verdicts = all.get(20, TimeUnit.SECONDS);
    assertEquals(IMAGES.size(), verdicts.size());
    verdicts.values().forEach(VerifyAllTest::outage);
    assertEquals(
        "this verifier was closed before a verdict on " + IMAGES.get(IMAGES.size() - 1),
        assertInstanceOf(Verdict.Undecided.class, verdicts.get(IMAGES.get(IMAGES.size() - 1))).outage().message());
  }

  @Test
  void anErrorInASourceIsAnOutageOfItsImagesOnly() {
    for (Error error :
        List.of(new NoClassDefFoundError("lost/Class"), new StackOverflowError(), new OutOfMemoryError())) {
      Supplier<Fetched> answer = () -> {
        throw error;
      };
      try (TufTrustVerifier verifier = verifier(answer)) {
        assertEquals(Outage.Kind.INTERNAL, outage(verifier.verify(IMAGES.get(0))));
        verifier.verifyAll(IMAGES.subList(0, 3)).values()
            .forEach(verdict -> assertEquals(Outage.Kind.INTERNAL, outage(verdict)));
      }
    }
  }
}
