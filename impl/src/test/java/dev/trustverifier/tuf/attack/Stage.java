package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A publisher, a server that may lie, and a client with a memory. */
final class Stage {
  static final Gun GUN = new Gun("registry.example/app");
  static final RoleName ALICE = new RoleName("targets/alice");
  static final RoleName BOB = new RoleName("targets/bob");

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  final SimulatedSource server = new SimulatedSource();
  final TrustMemory memory;
  Limits limits = Limits.defaults();
  private TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse());

  Stage(TrustMemory memory) {
    this.memory = memory;
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The publisher signs a tag, and the server shows it. */
  Stage publish(String tag) {
    publisher.addTarget(RoleName.TARGETS, tag, digest(tag));
    return show(publisher.publish());
  }

  Stage show(State state) {
    server.serve(state);
    return this;
  }

  Stage rule(TrustRule other) {
    rule = other;
    return this;
  }

  Verdict verdict(String tag) {
    return verdictWith(memory, tag);
  }

  Verdict verdictWith(TrustMemory other, String tag) {
    return verdictOf(ImageReference.parse(GUN + ":" + tag), policy(), other);
  }

  TrustPolicy policy() {
    return TrustPolicy.builder().rule(GUN.value(), rule).build();
  }

  /** By a client that has just started. */
  Verdict verdictOf(ImageReference image, TrustPolicy policy, TrustMemory other) {
    try (TufTrustVerifier verifier = client(policy, other)) {
      return verifier.verify(image);
    }
  }

  TufTrustVerifier client(TrustPolicy policy, TrustMemory other) {
    return TufTrustVerifier.builder().source(server).policy(policy).memory(other).clock(clock).limits(limits).build();
  }

  Stage assertTrusted(String tag) {
    Verdict verdict = verdict(tag);
    TrustedImage image = assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()).image();
    assertEquals(digest(tag), image.digest());
    return this;
  }

  /** Refused by this rule for this role. */
  Stage assertRejected(String tag, SpecRule expected, RoleName role) {
    Verdict verdict = verdict(tag);
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message());
    assertEquals(expected, rejected.rejection().rule(), verdict.message());
    assertEquals(Optional.of(role), rejected.rejection().role(), verdict.message());
    return this;
  }
}
