package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A publisher, a server, and one verifier that is kept. */
final class Kept implements AutoCloseable {
  static final Gun GUN = new Gun("registry.example/app");
  static final Outage DOWN = new Outage(Outage.Kind.UNREACHABLE, "down");

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  final SimulatedSource server = SimulatedSource.of(publisher);
  private final TrustMemory memory;
  private TufTrustVerifier verifier;

  Kept(TrustMemory memory, Freshness freshness) {
    this.memory = memory;
    this.verifier = verifier(TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(freshness));
  }

  private TufTrustVerifier verifier(TrustRule rule) {
    return TufTrustVerifier.builder()
        .source(server)
        .policy(TrustPolicy.builder().rule("registry.example/**", rule).build())
        .memory(memory)
        .clock(clock)
        .build();
  }

  /** As after a restart, by another rule. */
  Kept restart(TrustRule rule) {
    verifier.close();
    verifier = verifier(rule);
    return this;
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  Kept publish(String tag, String content) {
    publisher.addTarget(RoleName.TARGETS, tag, digest(content)).publish();
    return this;
  }

  Kept after(Duration time) {
    clock.advance(time);
    return this;
  }

  Verdict verdict(String tagAndDigest) {
    return verifier.verify(ImageReference.parse(GUN + tagAndDigest), Deadline.after(Duration.ofSeconds(20)));
  }

  /** To somebody who has no time at all. */
  TrustedImage trustedInAHurry(String tagAndDigest) {
    Verdict verdict = verifier.verify(ImageReference.parse(GUN + tagAndDigest), Deadline.after(Duration.ZERO));
    return assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()).image();
  }

  TrustedImage trusted(String tagAndDigest) {
    Verdict verdict = verdict(tagAndDigest);
    return assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()).image();
  }

  Outage.Kind undecided(String tagAndDigest) {
    Verdict verdict = verdict(tagAndDigest);
    return assertInstanceOf(Verdict.Undecided.class, verdict, verdict.message()).outage().kind();
  }

  SpecRule rejected(String tagAndDigest) {
    Verdict verdict = verdict(tagAndDigest);
    return assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message()).rejection().rule();
  }

  int requests() {
    return server.requests().size();
  }

  /** Waits for what happens in the background. */
  static void await(BooleanSupplier event) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(20));
    while (!event.getAsBoolean()) {
      assertEquals(false, deadline.hasPassed(), "it did not happen");
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    verifier.close();
  }
}
