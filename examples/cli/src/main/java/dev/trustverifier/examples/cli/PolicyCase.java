package dev.trustverifier.examples.cli;

import dev.trustverifier.ImageReference;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import java.util.Optional;

/**
 * An image and what a policy should say about it.
 *
 * @param image as it was written
 * @param reference which image that is
 * @param verdict what should be said
 * @param rule by which rule it should be rejected; empty if by any
 */
record PolicyCase(String image, ImageReference reference, VerdictWord verdict, Optional<SpecRule> rule) {

  PolicyCase {
    if (rule.isPresent() && verdict != VerdictWord.REJECTED) {
      throw new IllegalArgumentException("only what is rejected breaks a rule, and this should be " + verdict.label());
    }
  }

  boolean isMetBy(Verdict actual) {
    boolean sameRule = rule.isEmpty()
        || actual instanceof Verdict.Rejected rejected && rejected.rejection().rule() == rule.get();
    return VerdictWord.of(actual) == verdict && sameRule;
  }

  /** What should be said, in words. */
  String expected() {
    return verdict.label() + rule.map(wanted -> " [" + wanted.id() + "]").orElse("");
  }
}
