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
}
