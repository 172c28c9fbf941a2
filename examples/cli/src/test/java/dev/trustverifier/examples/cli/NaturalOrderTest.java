package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final List<String> SORTED = List.of(
      "", "0", "1", "01", "2", "10", "10a", "+", "a", "a0", "a00", "a1", "a1b", "a1b2", "a01", "a2", "a10", "a10b1",
      "a99999999999999999999", "a100000000000000000000", "aa", "b", "v1", "v1.1", "v1.9", "v1.10", "v1.10-rc", "v2", "v10",
      "é", "\uffee", "\ud83d\ude00");

  @Test
  void readsDigitsAsNumbersAndAllElseByCodePoint() {
    List<String> mixed = new ArrayList<>(SORTED);
    Collections.reverse(mixed);
    mixed.sort(NaturalOrder.INSTANCE);
    assertEquals(SORTED, mixed);
  }

  @Test
  void isATotalOrderInWhichOnlyEqualTextsAreEqual() {
    for (String a : SORTED) {
      for (String b : SORTED) {
        int expected = Integer.compare(SORTED.indexOf(a), SORTED.indexOf(b));
        assertEquals(expected, Integer.signum(NaturalOrder.INSTANCE.compare(a, b)), a + " : " + b);
      }
    }
    assertTrue(NaturalOrder.INSTANCE.compare("a1b", "a01a") < 0, "zeros decide before what follows");
  }
}
