package dev.trustverifier.tck;

import dev.trustverifier.SpecRule;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cases in which a verifier is known to answer wrongly, and why that is accepted. Strict: once it answers one of them
 * rightly, the contract fails until that one is taken back. A verifier that throws has not answered, and fails.
 *
 * @param rule the rule that the cases cite
 * @param cases the names of the cases, each of which must deviate
 * @param why one line for the report
 */
public record KnownDeviation(SpecRule rule, Set<String> cases, String why) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if no case is named, or one that does not cite the rule, or no reason is given
   */
  public KnownDeviation {
    Objects.requireNonNull(rule);
    cases = Set.copyOf(cases);
    Set<String> citing = Tampering.catalogue().stream()
        .filter(played -> played.rule() == rule).map(Case::name).collect(Collectors.toSet());
    if (cases.isEmpty() || !citing.containsAll(cases)) {
      throw new IllegalArgumentException("name cases that cite " + rule.id() + ", not " + cases);
    }
    if (why.isBlank()) {
      throw new IllegalArgumentException("say why the deviation from " + rule.id() + " is accepted");
    }
  }

  boolean covers(Case played) {
    return cases.contains(played.name());
  }
}
