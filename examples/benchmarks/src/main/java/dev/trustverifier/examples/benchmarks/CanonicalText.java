package dev.trustverifier.examples.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Docker's canonical JSON, put together from parts that are already written; of ASCII without control characters. */
final class CanonicalText {
  private CanonicalText() {}

  /** An object of members whose values are JSON. */
  static String object(Map<String, String> members) {
    StringJoiner text = new StringJoiner(",", "{", "}");
    new TreeMap<>(members).forEach((name, value) -> text.add(text(name) + ":" + value));
    return text.toString();
  }

  /** An array of elements that are JSON. */
  static String array(Collection<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  static String text(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
