package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a rule applies to an image. Immutable.
 *
 * @param gun the repository
 * @param ruling the rule that applies; empty if none does, so that the image is refused
 * @param outranked rules that match too and are less specific, the most specific first
 * @param others rules that do not match
 */
public record Explanation(
    Gun gun,
    Optional<PatternMap.Entry<TrustRule>> ruling,
    List<PatternMap.Entry<TrustRule>> outranked,
    List<PatternMap.Entry<TrustRule>> others) {

  /** Copies the lists. */
  public Explanation {
    Objects.requireNonNull(gun);
    Objects.requireNonNull(ruling);
    outranked = List.copyOf(outranked);
    others = List.copyOf(others);
  }

  /**
   * The explanation in words.
   *
   * @return one line for the verdict on the rules, then one for each rule
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        ruling.map(rule -> gun + ": the rule for " + rule.pattern() + " applies: " + rule.value().summary())
            .orElse(gun + ": no rule applies, so it is refused"));
    outranked.forEach(rule -> lines.add("  " + rule.pattern() + " matches too, and is less specific"));
    others.forEach(rule -> lines.add("  " + rule.pattern() + " does not match"));
    return lines;
  }
}
