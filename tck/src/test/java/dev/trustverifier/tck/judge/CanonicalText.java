package dev.trustverifier.tck.judge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what {@link StrictReader} read in the canonical form of Notary. */
final class CanonicalText {
  /** The JSON word null. */
  static final Object NULL = new Object();

  static final Comparator<String> BY_UTF_8 =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private CanonicalText() {}

  /** What signatures are made over. */
  static byte[] signed(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The same as JSON that everybody reads: with control characters escaped. */
  static String json(Object value) {
    return text(value).chars()
        .mapToObj(c -> c < 0x20 ? String.format("\\u%04x", c) : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.entrySet().stream()
          .map(member -> quoted((String) member.getKey()) + ":" + text(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> elements) {
      return elements.stream().map(CanonicalText::text).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String string ? quoted(string) : value == NULL ? "null" : value.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
