package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustPolicyTest {

  @Test
  void trustsNothingWithoutARule() {
    assertEquals(Optional.empty(), TrustPolicy.builder().build().ruleFor(new Gun("docker.io/library/alpine")));
    assertEquals(Optional.empty(), policy("a.example/*").ruleFor(new Gun("b.example/x")));
  }

  @Test
  void returnsTheRuleWithItsPattern() {
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse());
    TrustPolicy policy = TrustPolicy.builder().rule("a.example/**", rule).build();
    PatternMap.Entry<TrustRule> match = policy.ruleFor(new Gun("a.example/x/y")).orElseThrow();
    assertEquals("a.example/**", match.pattern().toString());
    assertEquals(rule, match.value());
  }

  @RepeatedTest(20)
  void letsTheMostSpecificRuleWinInWhateverOrderTheyCame(RepetitionInfo repetition) {
    List<String> patterns = Arrays.asList("**", "*.example/**", "a.example/**", "a.example/shop/**", "a.example/shop/*",
        "a.example/shop/api-*", "a.example/shop/api-1", "a.example/*", "b.example/**");
    Collections.shuffle(patterns, new Random(repetition.getCurrentRepetition()));
    TrustPolicy policy = policy(patterns.toArray(String[]::new));
    assertEquals("a.example/shop/api-1", ruling(policy, "a.example/shop/api-1"));
    assertEquals("a.example/shop/api-*", ruling(policy, "a.example/shop/api-2"));
    assertEquals("a.example/shop/*", ruling(policy, "a.example/shop/web"));
    assertEquals("a.example/shop/**", ruling(policy, "a.example/shop/web/x"));
    assertEquals("a.example/**", ruling(policy, "a.example/other/x"));
    assertEquals("a.example/*", ruling(policy, "a.example/shop"));
    assertEquals("*.example/**", ruling(policy, "c.example/x"));
    assertEquals("**", ruling(policy, "a.test/a.example/shop/api-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/x, a.example/x",
    "a.example/x, A.EXAMPLE/x",
    "a.example/a*, a.example/*a",
    "a.example/**/*, a.example/*/**",
    "a.example/**/x*, a.example/**/*y",
    "**, **",
  })
  void refusesEqualsThatOverlap(String one, String other) {
    TrustPolicy.Builder builder = TrustPolicy.builder()
        .rule(one, TrustRule.exempt("one")).rule("c.example/x", TrustRule.deny("c")).rule(other, TrustRule.deny("two"));
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(message.contains("'" + one + "'") && message.contains("'" + other + "'"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/x, a.example/y",
    "a.example/a*, a.example/b*",
    "a.example/*/x, b.example/*/x",
    "a.example/x/*, a.example/*/x",
    "a.example:1/x, a.example:2/x",
  })
  void takesPatternsOfWhichOneRules(String one, String other) {
    policy(one, other);
  }

  private static TrustPolicy policy(String... patterns) {
    TrustPolicy.Builder builder = TrustPolicy.builder();
    for (String pattern : patterns) {
      builder.rule(pattern, TrustRule.deny("by " + pattern));
    }
    return builder.build();
  }

  private static String ruling(TrustPolicy policy, String name) {
    return policy.ruleFor(new Gun(name)).orElseThrow().pattern().toString();
  }
}
