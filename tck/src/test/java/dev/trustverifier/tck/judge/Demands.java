package dev.trustverifier.tck.judge;

import dev.trustverifier.ImageReference;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.Capability;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a verifier must know to answer a question by a rule at all; where it does not, it refuses.
 *
 * @param rule the rule
 * @param image what is asked for
 */
record Demands(TrustRule.Verify rule, ImageReference image) {

  boolean areMetBy(Conduct conduct) {
    return capabilities().stream().allMatch(conduct::can);
  }

  private Set<Capability> capabilities() {
    Set<Capability> wanted = EnumSet.noneOf(Capability.class);
    rule.pins().stream().map(Demands::capability).forEach(wanted::addAll);
    rule.signers().ifPresent(signers -> wanted.add(Capability.SIGNERS));
    rule.mirrored().ifPresent(original -> wanted.add(Capability.MIRRORS));
    if (image.tag().isEmpty()) {
      wanted.add(Capability.DIGEST_REFERENCES);
    }
    if (rule.roles().stream().anyMatch(role -> role.isDelegation() && role.delegator().isDelegation())) {
      wanted.add(Capability.NESTED_DELEGATIONS);
      wanted.add(Capability.DELEGATIONS);
    }
    return wanted;
  }

  private static Set<Capability> capability(TrustPin pin) {
    if (pin instanceof TrustPin.Root) {
      return Set.of(Capability.ROOT_PINS);
    } else if (pin instanceof TrustPin.Certificate) {
      return Set.of(Capability.CERTIFICATE_PINS);
    }
    return pin instanceof TrustPin.CertificateAuthority ? Set.of(Capability.CERTIFICATE_AUTHORITY_PINS) : Set.of();
  }
}
