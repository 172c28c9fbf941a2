package dev.trustverifier.tck.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.Capability;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge is judged: it acquits the right verifier, and convicts every wrong one by the rule that it breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgeTest {
  private final Court court = new Court();

  @Test
  void acquitsTheRightVerifier() {
    assertEquals(Map.of(), court.judge(Conduct.right()).failures());
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void acquitsWhoeverDoesWithoutACapability(Capability capability) {
    assertEquals(Map.of(), court.judge(Conduct.without(Set.of(capability))).failures(capability));
  }

  @Test
  void acquitsWhoeverDoesWithoutAny() {
    assertEquals(Map.of(), court.judge(Conduct.without(Set.of(Capability.values()))).failures());
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void convictsWhoeverClaimsACapability(Capability capability) {
    Map<String, String> failures = 
        court.judge(given -> new PlainVerifier(Conduct.without(Set.of(capability)), given)).failures(capability);
    assertFalse(failures.isEmpty(), () -> "no case tells whoever lacks " + capability);
  }

  /** A rule that no case cites, or that the plain verifier does not check, fails here. */
  @ParameterizedTest
  @EnumSource(SpecRule.class)
  void convictsWhoeverIgnoresARule(SpecRule rule) {
    Map<String, String> failures = court.judge(Conduct.ignoring(rule)).failures(rule);
    assertFalse(failures.isEmpty(), () -> "no case that cites " + rule.id() + " tells whoever ignores it");
    assertTrue(
        failures.values().stream().anyMatch(message -> tellsTheFault(message, rule)), () -> "they say: " + failures);
  }

  /** The attack went through; or a collection that has gone was taken for one that never was. */
  private static boolean tellsTheFault(String message, SpecRule broken) {
    String other = broken == SpecRule.COLLECTION_STAYS ? "rejected as Missing by collection-exists" : "exempt";
    return message.lines().anyMatch(line -> line.matches("answered  (trusted|" + other + ").*"));
  }

  @ParameterizedTest
  @EnumSource(WrongVerifier.class)
  void convictsWhoeverIsWrongOtherwise(WrongVerifier wrong) {
    String message = court.judge(wrong::of).failure(wrong.caughtBy).orElse("nothing");
    assertTrue(message.contains(wrong.mustSay), () -> wrong.caughtBy + " says: " + message);
  }

  @Test
  void hasNoTestOfMannersThatNoWrongVerifierFails() {
    Set<String> failing = Stream.of(WrongVerifier.values()).map(wrong -> wrong.caughtBy).collect(Collectors.toSet());
    assertEquals(
        List.of(), Court.manners().stream().map(Method::getName).filter(name -> !failing.contains(name)).toList());
  }
}
