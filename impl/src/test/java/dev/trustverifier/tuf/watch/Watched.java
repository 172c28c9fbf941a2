package dev.trustverifier.tuf.watch;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import java.time.Instant;

/** A collection with one tag, and verifiers of it. */
final class Watched {
  static final Gun GUN = new Gun("registry.example/app");
  static final ImageReference IMAGE = ImageReference.parse(GUN + ":v1");

  final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  final SimulatedSource server = SimulatedSource.of(publisher);

  Watched() {
    publisher.addTarget(RoleName.TARGETS, "v1", Digest.sha256(new byte[] {1})).publish();
  }

  TufTrustVerifierBuilder verifier() {
    return TufTrustVerifier.builder()
        .source(server)
        .policy(TrustPolicy.builder().rule(GUN.value(), TrustRule.pinned(TrustPin.trustOnFirstUse())).build())
        .memory(TrustMemory.forgetful())
        .clock(clock);
  }

  /** In a runtime without Java Flight Recorder: prints whether it has one, and the verdict. */
  public static void main(String[] arguments) {
    try (TufTrustVerifier verifier = new Watched().verifier().build()) {
      boolean recorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
      System.out.println(recorder + " " + verifier.verify(IMAGE).message());
    }
  }
}
