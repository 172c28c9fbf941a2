package dev.trustverifier.tuf.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.SpecRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one reader of metadata takes, and by which rule it refuses the rest. */
class JsonReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}", "[]", " \t\r\n[ 1 ]\n", "\"\\u003c\\/\\b\"", "\"\\ud83d\\ude00\"", "-0", "9007199254740991", "null",
        "{\"a\":{\"a\":{}},\"b\":[]}", "\"\u007f\u2028\""
      })
  void takes(String text) {
    assertDoesNotThrow(() -> JsonReader.read(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(SpecRule rule, String text) {
    assertEquals(rule, assertThrows(JsonFault.class, () -> JsonReader.read(text.getBytes(ISO_8859_1))).rule());
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refused(
            SpecRule.STRICT_JSON, "", " ", "{", "[1,]", "{\"a\":1,}", "[01]", "[+1]", "[.5]", "[1.]", "[NaN]", "['a']",
            "[1]x", "[1][1]", "/**/[]", "# c\n[]", "[\"a\nb\"]", "[\"\\x\"]", "[\"\\u12\"]", "{a:1}", "\"a", "[1 2]",
            "{\"a\" 1}", "\u0000[]", "[]\u0000", "tru", "[\u00a0]", "[\"\\ud83d\"]", "[\"\\ude00\\ud83d\"]",
            "{\"\\udead\":1}",
            "\u00ef\u00bb\u00bf{}", "[\"\u00ff\"]", "[\"\u00c0\u0080\"]", "[\"\u00ed\u00a0\u0080\"]"),
        refused(
            SpecRule.UNIQUE_MEMBERS,
            "{\"a\":1,\"a\":1}", "{\"b\":1,\"a\":1,\"b\":2}", "[{\"x\":{\"a\":1,\"\\u0061\":2}}]"),
        refused(
            SpecRule.EXACT_NUMBERS, "1.0", "1e3", "-0.0", "9007199254740992", "-9007199254740992", "1e400",
            "123456789012345678901234567890"))
        .flatMap(s -> s);
  }

  private static Stream<Arguments> refused(SpecRule rule, String... texts) {
    return Stream.of(texts).map(text -> Arguments.of(rule, text));
  }

  @Test
  void refusesOtherEncodings() {
    byte[] wide = "{\"a\":1}".getBytes(UTF_16BE);
    assertEquals(SpecRule.STRICT_JSON, assertThrows(JsonFault.class, () -> JsonReader.read(wide)).rule());
  }

  @ParameterizedTest
  @CsvSource({"[, ]", "'{\"a\":', '}'", "'[{\"a\":', '}]'"})
  void followsAThousandLevelsAndNoMore(String begin, String end) {
    int levels = begin.startsWith("[{") ? 2 : 1;
    assertDoesNotThrow(() -> JsonReader.read(nested(begin, end, 1000 / levels)));
    for (int depth : new int[] {1001, 5000, 1_000_000}) {
      assertEquals(
          SpecRule.NESTING_BOUNDED,
          assertThrows(JsonFault.class, () -> JsonReader.read(nested(begin, end, depth))).rule());
    }
  }

  private static byte[] nested(String begin, String end, int times) {
    return (begin.repeat(times) + (begin.endsWith(":") ? "1" : "") + end.repeat(times)).getBytes(UTF_8);
  }

  @Test
  void saysWhereItStumbled() {
    String message =
        assertThrows(JsonFault.class, () -> JsonReader.read("{\"a\":1,\n \"a\":2}".getBytes(UTF_8))).getMessage();
    assertEquals("the member \"a\" is given twice, in the object that ends at line 2 column 8", message);
  }

  @Test
  void saysWhereTheGrammarEnds() {
    JsonFault fault =
        assertThrows(JsonFault.class, () -> JsonReader.read("{\"a\":\n [1, 2 3]}".getBytes(UTF_8)));
    assertEquals("a[2] at line 2 column 8", fault.place().path() + " at " + fault.place());
  }
}
