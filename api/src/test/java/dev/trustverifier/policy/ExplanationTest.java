package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.ImageReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final TrustPolicy POLICY =
      TrustPolicy.builder()
          .rule("a.example/**", TrustRule.deny("not yet"))
          .rule("a.example/shop/*", TrustRule.exempt("built here"))
          .rule("b.example/**", TrustRule.pinned(TrustPin.trustOnFirstUse()).signedBy("alice"))
          .build();

  @Test
  void tellsWhichRuleAppliesAndWhichLost() {
    assertEquals(
        List.of(
            "a.example/shop/api: the rule for a.example/shop/* applies: exempt: built here",
            "  a.example/** matches too, and is less specific",
            "  b.example/** does not match"),
        POLICY.explain(ImageReference.parse("a.example/shop/api:1")).lines());
  }

  @Test
  void tellsWhereNoRuleApplies() {
    assertEquals(
        "docker.io/library/alpine: no rule applies, so it is refused",
        POLICY.explain(ImageReference.parse("alpine")).lines().get(0));
  }
}
