package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
  private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @Test
  void isSixtyFourLowerCaseHexDigits() {
    assertTrue(KeyId.isKeyId(HEX));
    assertEquals(HEX, new KeyId(HEX).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "0", HEX + "0", HEX + "\n", " " + HEX, "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
    "0123456789abcdeg0123456789abcdef0123456789abcdef0123456789abcdef"
  })
  void isNothingElse(String text) {
    assertEquals(false, KeyId.isKeyId(text));
    assertThrows(IllegalArgumentException.class, () -> new KeyId(text));
  }

  @Test
  void isOrderedByItsDigits() {
    assertTrue(new KeyId("0a".repeat(32)).compareTo(new KeyId("0b".repeat(32))) < 0);
  }
}
