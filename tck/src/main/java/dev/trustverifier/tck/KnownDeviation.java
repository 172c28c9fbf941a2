package dev.trustverifier.tck;

import dev.trustverifier.SpecRule;
import java.util.Objects;
import java.util.Set;

/**
 * A rule that a verifier is known to break, and why that is accepted. Strict: once the verifier keeps the rule, the
 * contract fails until the deviation is taken back.
 *
 * @param rule the rule
 * @param cases the names of the cases that deviate, each of which must; empty for whichever cites the rule, at least
 *     one of which must
 * @param why one line for the report
 */
public record KnownDeviation(SpecRule rule, Set<String> cases, String why) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if no reason is given
   */
  public KnownDeviation {
    Objects.requireNonNull(rule);
    cases = Set.copyOf(cases);
    if (why.isBlank()) {
      throw new IllegalArgumentException("say why the deviation from " + rule.id() + " is accepted");
    }
  }

  /**
   * A deviation of at least one of the cases that cite a rule.
   *
   * @param rule the rule
   * @param why one line for the report
   */
  public KnownDeviation(SpecRule rule, String why) {
    this(rule, Set.of(), why);
  }

  boolean covers(Case played) {
    return played.rule() == rule && (cases.isEmpty() || cases.contains(played.name()));
  }
}
