package dev.trustverifier.examples.source.test;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.TrustVerifierContract;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.util.EnumSet;
import java.util.Set;

/** Compiled for the README alone: the verifier in the box is judged where it is built. */
// README begin
class VerifierContract implements TrustVerifierContract {
  @Override
  public TrustVerifier verifier(Ingredients given) {
    return TufTrustVerifier.builder()                   // yours
        .source(given.source()).policy(given.policy()).memory(given.memory()).clock(given.clock())
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);             // what you leave out must be refused, and is tested to be
  }
}
// README end
