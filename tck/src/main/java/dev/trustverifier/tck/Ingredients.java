package dev.trustverifier.tck;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.source.MetadataSource;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What a verifier is made of.
 *
 * @param source where all its metadata comes from; may be closed with the verifier
 * @param policy whom it trusts
 * @param memory what it remembers by; the same for every verifier of one case
 * @param clock what it compares expiries with
 */
public record Ingredients(MetadataSource source, TrustPolicy policy, TrustMemory memory, InstantSource clock) {
  /** Checks that nothing is missing. */
  public Ingredients {
    Objects.requireNonNull(source);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(memory);
    Objects.requireNonNull(clock);
  }
}
