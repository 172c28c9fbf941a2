package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatternMapTest {
  private static final PatternMap<String> MAP =
      PatternMap.<String>builder().put("**", "any").put("a.example/x/*", "x").put("a.example/**", "a").build();

  @Test
  void answersByTheMostSpecificPattern() {
    assertEquals(Optional.of("x"), valueFor("a.example/x/y"));
    assertEquals(Optional.of("a"), valueFor("a.example/y"));
    assertEquals(Optional.of("any"), valueFor("b.example/x/y"));
  }

  private static Optional<String> valueFor(String gun) {
    return MAP.find(new Gun(gun)).map(PatternMap.Entry::value);
  }

  @Test
  void listsTheMostSpecificFirst() {
    assertEquals(List.of("x", "a", "any"), MAP.entries().stream().map(PatternMap.Entry::value).toList());
  }

  @Test
  void answersNothingWhereNothingMatches() {
    assertTrue(PatternMap.<String>builder().put("a.example/**", "a").build().find(new Gun("b.example/x")).isEmpty());
  }

  @Test
  void refusesTwoValuesForOnePattern() {
    PatternMap.Builder<String> twice = PatternMap.<String>builder().put("**", "a").put("**", "b");
    assertTrue(assertThrows(IllegalArgumentException.class, twice::build).getMessage().contains("'**'"));
  }

  @Test
  void namesRivalsInTheOrderInWhichTheyWereGiven() {
    assertRivals("a.example/b*", "a.example/*b");
    assertRivals("a.example/*b", "a.example/b*");
    assertRivals("A.example/x", "a.EXAMPLE/x");
    assertRivals("a.example/**/*", "a.example/*/**");
  }

  private static void assertRivals(String one, String other) {
    PatternMap.Builder<String> both =
        PatternMap.<String>builder().put("a.example/**", "a").put(one, "1").put("z.example/y", "z").put(other, "2");
    assertEquals(
        "'" + one + "' and '" + other + "' are equally specific and may match the same image: which one should rule?",
        assertThrows(IllegalArgumentException.class, both::build).getMessage());
  }

  @Test
  void takesManyRulesAndFindsTheTwoThatTie() {
    PatternMap.Builder<String> builder = PatternMap.builder();
    for (int i = 10_000; i < 30_000; i++) {
      builder.put("registry.example/team" + i + (i % 2 == 0 ? "/app" : "/*"), "rule");
    }
    assertEquals(20_000, builder.build().entries().size());
    builder.put("registry.example/team29998/app", "again");
    assertThrows(IllegalArgumentException.class, builder::build);
  }
}
