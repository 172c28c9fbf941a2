package dev.trustverifier.tuf.conformance;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.tck.Bounds;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.TrustVerifierContract;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The verifier in the box is one. */
class TufTrustVerifierContractTest implements TrustVerifierContract {
  private static final int MOST = 4;

  @Override
  public TrustVerifier verifier(Ingredients ingredients) {
    return TufTrustVerifier.builder()
        .source(ingredients.source())
        .policy(ingredients.policy())
        .memory(ingredients.memory())
        .clock(ingredients.clock())
        .limits(new Limits(1 << 20, 1 << 20, 4 << 20, bounds().refreshBytes(), MOST, MOST))
        .recheckAfter(Duration.ZERO)
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Bounds bounds() {
    return new Bounds(1 << 20, 1 << 20, MOST, MOST, 256, 128);
  }
}
