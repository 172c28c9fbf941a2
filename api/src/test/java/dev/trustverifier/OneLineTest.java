package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @ParameterizedTest
  @ValueSource(ints = {
    0x00, 0x07, 0x08, '\t', '\n', 0x0b, 0x0c, '\r', 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x200b, 0x200e, 0x2028,
    0x2029, 0x202e, 0x2066, 0xfeff, 0xd800, 0xdfff, 0xe0041
  })
  void replacesWhatMovesTheCursorOrCannotBeSeen(int codePoint) {
    assertEquals("a\uFFFDb", OneLine.of("a" + Character.toString(codePoint) + "b"));
  }

  @Test
  void keepsTextInAnyScript() {
    String text = "docker.io/library/alpine: caf\u00e9 \u65e5\u672c \ud83d\udc33";
    assertEquals(text, OneLine.of(text));
  }

  @Test
  void cutsWhatIsTooLongAndSaysSo() {
    assertEquals("x".repeat(512), OneLine.of("x".repeat(512)));
    assertEquals("x".repeat(512) + "\u2026", OneLine.of("x".repeat(513)));
    assertEquals("\ud83d\udc33".repeat(512) + "\u2026", OneLine.of("\ud83d\udc33".repeat(513)));
  }

  @Test
  void isTheSameTwice() {
    String once = OneLine.of("a\nb");
    assertEquals(once, OneLine.of(once));
  }
}
