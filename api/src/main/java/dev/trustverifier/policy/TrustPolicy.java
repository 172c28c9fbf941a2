package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
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

  /**
   * Which rule applies to an image, which lost, and why.
   *
   * @param image the image
   * @return the explanation
   */
  public Explanation explain(ImageReference image) {
    Gun gun = image.gun();
    List<PatternMap.Entry<TrustRule>> matching =
        rules().stream().filter(rule -> rule.pattern().matches(gun)).toList();
    List<PatternMap.Entry<TrustRule>> others =
        rules().stream().filter(rule -> !rule.pattern().matches(gun)).toList();
    List<PatternMap.Entry<TrustRule>> outranked = matching.isEmpty() ? matching : matching.subList(1, matching.size());
    return new Explanation(gun, ruleFor(gun), outranked, others);
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
     * @throws IllegalArgumentException if that is no pattern, or matches images that the rule's mirror does not hold
     */
    public Builder rule(String pattern, TrustRule rule) {
      if (rule instanceof TrustRule.Verify verify && verify.mirrored().isPresent()) {
        requireCovered(ImagePattern.parse(pattern), verify.mirrored().get());
      }
      rules.put(pattern, rule);
      return this;
    }

    private static void requireCovered(ImagePattern pattern, SignedAs mirror) {
      if (!mirror.covers(pattern)) {
        throw new IllegalArgumentException(
            "'" + pattern + "' matches images for which " + mirror + " names no original");
      }
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
