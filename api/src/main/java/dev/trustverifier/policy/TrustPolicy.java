package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.List;
import java.util.Optional;

/**
 * Which rule applies to which repository: the one with the most specific pattern. Where no rule applies there is no
 * trust. Immutable.
 */
public final class TrustPolicy {
  private final PatternMap<TrustRule> rules;

  private TrustPolicy(PatternMap<TrustRule> rules) {
    this.rules = rules;
  }

  /**
   * Starts a policy that has no rules, and so trusts nothing.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The rule for a repository. The order in which rules were added does not count.
   *
   * @param gun the repository's full name
   * @return the most specific pattern that matches, with its rule; empty if none does
   */
  public Optional<PatternMap.Entry<TrustRule>> ruleFor(Gun gun) {
    return rules.find(gun);
  }

  /**
   * All rules.
   *
   * @return unmodifiable, the most specific first
   */
  public List<PatternMap.Entry<TrustRule>> rules() {
    return rules.entries();
  }

  /** Collects rules. Not safe for use by several threads at once. */
  public static final class Builder {
    private final PatternMap.Builder<TrustRule> rules = PatternMap.builder();

    private Builder() {}

    /**
     * Adds a rule.
     *
     * @param pattern which repositories it is for, as {@link ImagePattern#parse} reads it
     * @param rule what to do with their images
     * @return this
     * @throws IllegalArgumentException if that is no pattern
     */
    public Builder rule(String pattern, TrustRule rule) {
      rules.put(pattern, rule);
      return this;
    }

    /**
     * Makes the policy.
     *
     * @return the policy
     * @throws IllegalArgumentException if two patterns are equally specific and some repository may match both; the
     *     message names them
     */
    public TrustPolicy build() {
      return new TrustPolicy(rules.build());
    }
  }
}
