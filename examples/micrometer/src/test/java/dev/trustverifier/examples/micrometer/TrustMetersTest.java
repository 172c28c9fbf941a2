package dev.trustverifier.examples.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import dev.trustverifier.tck.server.SignedImages;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.notary.NotarySource;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrustMetersTest {
  private static final ImageReference IMAGE = ImageReference.parse("registry.example/shop/api:1.4");

  @RegisterExtension static final SignedImages IMAGES = new SignedImages();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private TrustVerifier verifier() {
    return TufTrustVerifier.builder()
        .source(NotarySource.at(IMAGES.server())).policy(IMAGES.policy()).memory(TrustMemory.forgetful())
        .listener(new TrustMeters(meters)).build();
  }

  /** The verifier tells some time later. */
  private void awaitVerdicts(long count, String verdict, String reason) {
    Timer timer = meters.timer("trustverifier.verify", "verdict", verdict, "reason", reason);
    Deadline deadline = Deadline.after(Duration.ofSeconds(20));
    while (timer.count() < count) {
      assertFalse(deadline.hasPassed(), meters::getMetersAsString);
      Thread.onSpinWait();
    }
    assertEquals(count, timer.count());
    assertTrue(timer.totalTime(TimeUnit.NANOSECONDS) > 0);
  }

  @Test
  void countsVerdictsWithTheirReasonsAndWhatTheyTook() {
    IMAGES.sign(IMAGE.toString());
    try (TrustVerifier verifier = verifier()) {
      verifier.verify(IMAGE).orElseThrow();
      verifier.verify(IMAGE).orElseThrow();
      assertInstanceOf(Verdict.Rejected.class, verifier.verify(ImageReference.parse("registry.example/shop/api:9")));
      IMAGES.emulator().misbehave(Requests.all(), Misbehaviour.status(500));
      assertInstanceOf(Verdict.Undecided.class, verifier.verify(ImageReference.parse("registry.example/other:1")));
      awaitVerdicts(2, "trusted", "none");
      awaitVerdicts(1, "rejected", "tag-listed");
      awaitVerdicts(1, "undecided", "server-error");
    }
    // Events come in the order in which things happened, so that those before the last verdict are there.
    assertEquals(1, meters.timer("trustverifier.refresh", "result", "proven").count());
    assertEquals(1, meters.timer("trustverifier.refresh", "result", "unavailable").count());
    assertEquals(4, meters.timer("trustverifier.fetch", "outcome", "found").count());
    assertEquals(4, meters.summary("trustverifier.fetch.bytes").count());
    assertEquals(1, meters.timer("trustverifier.fetch", "outcome", "server-error").count());
    assertEquals(2, meters.counter("trustverifier.cache", "use", "miss").count());
    assertEquals(2, meters.counter("trustverifier.cache", "use", "hit").count());
  }

  @Test
  void namesNoImageInAnyTag() {
    IMAGES.sign(IMAGE.toString());
    try (TrustVerifier verifier = verifier()) {
      verifier.verify(IMAGE).orElseThrow();
      awaitVerdicts(1, "trusted", "none");
    }
    assertFalse(meters.getMetersAsString().contains("registry.example"), meters::getMetersAsString);
  }
}
