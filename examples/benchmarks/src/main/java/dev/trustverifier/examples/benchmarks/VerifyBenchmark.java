package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** From bytes in memory to the verdict on one image, by one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerifyBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  /** How many images the collection lists. */
  @Param({"10", "1000", "20000", "100000"})
  public int tags;

  // All set by publish(), which JMH calls before anything else.
  private HonestCollection collection;
  private ImageReference image;
  private TufTrustVerifier knowing;
  private TufTrustVerifier asking;

  /** Called by JMH. */
  public VerifyBenchmark() {}

  /** Makes the collection, and has two verifiers get to know it. */
  @Setup
  public void publish() {
    collection = HonestCollection.of(tags, NOW);
    image = collection.image();
    knowing = verifier(Duration.ofDays(1));
    asking = verifier(Duration.ZERO);
    knowing.verify(image).orElseThrow();
    asking.verify(image).orElseThrow();
  }

  private TufTrustVerifier verifier(Duration recheckAfter) {
    TrustRule rule =
        TrustRule.pinned(TrustPin.certificate(collection.rootKey())).freshness(Freshness.recheckAfter(recheckAfter));
    return TufTrustVerifier.builder()
        .source(new InMemorySource(collection))
        .policy(TrustPolicy.builder().rule("bench.example/**", rule).build())
        .memory(TrustMemory.forgetful())
        .clock(() -> NOW)
        .build();
  }

  /** Closes them. */
  @TearDown
  public void close() {
    knowing.close();
    asking.close();
  }

  /**
   * A collection never seen before, by a verifier made for it: root, timestamp, snapshot and targets are read and
   * proven. Making and closing the verifier is included: about 2 % of the samples of a profile at 10 tags.
   *
   * @return the verdict
   */
  @Benchmark
  public Verdict cold() {
    try (TufTrustVerifier verifier = verifier(Duration.ZERO)) {
      return verifier.verify(image);
    }
  }

  /**
   * A collection that was proven lately: nothing is read.
   *
   * @return the verdict
   */
  @Benchmark
  public Verdict warm() {
    return knowing.verify(image);
  }

  /**
   * A collection that was proven longer ago: the source still shows the same timestamp.
   *
   * @return the verdict
   */
  @Benchmark
  public Verdict recheck() {
    return asking.verify(image);
  }
}
