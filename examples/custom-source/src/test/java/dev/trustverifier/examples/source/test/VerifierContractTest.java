package dev.trustverifier.examples.source.test;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.TrustVerifierContract;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_24) // for the sake of time
// README begin
class VerifierContractTest implements TrustVerifierContract {
  @Override
  public TrustVerifier verifier(Ingredients given) {
    return TufTrustVerifier.builder()                   // yours
        .source(given.source()).policy(given.policy()).memory(given.memory()).clock(given.clock())
        // as Bounds.usual() has it; or say by bounds() what yours takes
        .limits(new Limits(16 << 20, 1 << 20, 100 << 20, 16 << 20, 64, 256))
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);             // what you leave out must be refused, and is tested to be
  }
}
// README end
