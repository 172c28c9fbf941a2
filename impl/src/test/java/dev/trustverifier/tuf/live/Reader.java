package dev.trustverifier.tuf.live;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;

/**
 * Someone who verifies with this library.
 *
 * @param pin whom they trust
 * @param memory what they have seen
 */
record Reader(TrustPin pin, TrustMemory memory) {

  /** Who has seen nothing yet. */
  static Reader with(TrustPin pin) {
    return new Reader(pin, new InProcessTrustMemory());
  }

  /** Who has seen nothing yet, and believes what they see first. */
  static Reader onFirstUse() {
    return with(TrustPin.trustOnFirstUse());
  }

  /** A verifier that asks its source every time. */
  TufTrustVerifier verifier(MetadataSource source) {
    TrustRule rule = TrustRule.pinned(pin).freshness(Freshness.recheckAfter(Duration.ZERO));
    return TufTrustVerifier.builder()
        .source(source)
        .policy(TrustPolicy.builder().rule("**", rule).build())
        .memory(memory)
        .build();
  }

  /** Verifies as a new process would: with nothing but the memory. */
  Verdict verify(MetadataSource source, ImageReference image) {
    try (TufTrustVerifier verifier = verifier(source)) {
      return verifier.verify(image);
    }
  }
}
