package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A refresh in the background that comes back when somebody else has long set out anew. */
class LateRefreshTest {
  private static final Gun GUN = new Gun("registry.example/app");
  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":v1");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  private final AtomicBoolean holds = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Keeps one answer back, which meanwhile grows old. */
  private final class Holding implements MetadataSource {
    private final SimulatedSource server = SimulatedSource.of(publisher);

    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      Fetched answer = server.fetch(gun, name, limit, deadline);
      if (holds.compareAndSet(true, false)) {
        held.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return answer;
    }

    @Override
    public String describe(Gun gun) {
      return server.describe(gun);
    }
  }

  private void publish(String content) {
    publisher.addTarget(RoleName.TARGETS, "v1", Kept.digest(content)).publish();
  }

  @Test
  void doesNotReplaceWhatWasProvenSince() throws InterruptedException {
    TrustPolicy policy = TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build();
    try (TufTrustVerifier verifier = TufTrustVerifier.builder().source(new Holding()).policy(policy)
        .memory(TrustMemory.forgetful()).clock(clock).build()) {
      publish("one");
      assertEquals(Kept.digest("one"), trusted(verifier));
      holds.set(true);
      clock.advance(Duration.ofSeconds(50));
      assertEquals(Kept.digest("one"), trusted(verifier));
      assertTrue(held.await(20, TimeUnit.SECONDS), "nobody asks in the background");
      publish("two");
      clock.advance(Duration.ofSeconds(10));
      assertEquals(Kept.digest("two"), trusted(verifier));
      released.countDown();
      for (int looks = 0; looks < 50; looks++) {
        assertEquals(Kept.digest("two"), trusted(verifier));
        Thread.sleep(10);
      }
    }
  }

  private static Digest trusted(TufTrustVerifier verifier) {
    return verifier.verify(IMAGE, Deadline.after(Duration.ofSeconds(20))).orElseThrow().digest();
  }
}
