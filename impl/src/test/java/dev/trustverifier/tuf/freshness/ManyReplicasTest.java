package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many verifiers that share a memory and verify the same collection at the same time. */
class ManyReplicasTest {
  private static final int REPLICAS = 30;
  private static final int FILES = 4;
  private static final Gun GUN = new Gun("registry.example/app");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  private final Traffic traffic = new Traffic(SimulatedSource.of(publisher));
  private final Freshness always = Freshness.recheckAfter(Duration.ZERO);

  private TufTrustVerifier replica(TrustMemory memory, Freshness freshness) {
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(freshness);
    return TufTrustVerifier.builder()
        .source(traffic)
        .policy(TrustPolicy.builder().rule("registry.example/**", rule).build())
        .memory(memory)
        .clock(clock)
        .build();
  }

  private void allAtOnce(TrustMemory memory, Freshness freshness) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(REPLICAS);
    try {
      List<Future<Verdict>> verdicts = new ArrayList<>();
      for (int i = 0; i < REPLICAS; i++) {
        ImageReference image = ImageReference.parse(GUN + ":v" + i);
        verdicts.add(threads.submit(() -> {
          try (TufTrustVerifier replica = replica(memory, freshness)) {
            return replica.verify(image, Deadline.after(Duration.ofSeconds(60)));
          }
        }));
      }
      for (Future<Verdict> verdict : verdicts) {
        assertInstanceOf(Verdict.Trusted.class, verdict.get(), verdict.get().message());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void publish() {
    for (int i = 0; i < REPLICAS; i++) {
      publisher.addTarget(RoleName.TARGETS, "v" + i, Kept.digest("v" + i));
    }
    publisher.publish();
  }

  @Test
  void whoWroteTheSameJustBeforeHasWrittenForAll() throws Exception {
    publish();
    allAtOnce(new InProcessTrustMemory(), always);
    assertTrue(traffic.requests() <= REPLICAS * FILES, "requests: " + traffic.requests());
  }

  @Test
  void comeThroughOneAfterTheOtherWhereEachHasSomethingOfItsOwnToRemember(@TempDir Path folder) throws Exception {
    publish();
    allAtOnce(FileTrustMemory.at(folder), always.formerDigests(Duration.ofDays(7)));
    assertTrue(traffic.requests() <= REPLICAS * FILES, "requests: " + traffic.requests());
  }
}
