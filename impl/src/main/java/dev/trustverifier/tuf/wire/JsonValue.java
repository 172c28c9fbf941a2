package dev.trustverifier.tuf.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value. Immutable. What is decided and what is verified are read from the same tree. */
sealed interface JsonValue {

  /** The three words of JSON. */
  enum Literal implements JsonValue {
    TRUE,
    FALSE,
    NULL
  }

  /** An integer below 2^53 either way. */
  record Number(long value) implements JsonValue {}

  /** A text without lone surrogates. */
  record Text(String value) implements JsonValue {}

  /** A list. */
  record Array(List<JsonValue> elements) implements JsonValue {}

  /** Members, each name once, in the order of the names' UTF-8 bytes; the two arrays run in parallel. */
  final class Members implements JsonValue {
    private final String[] names;
    private final JsonValue[] values;

    Members(String[] names, JsonValue[] values) {
      this.names = names;
      this.values = values;
    }

    int size() {
      return names.length;
    }

    String name(int index) {
      return names[index];
    }

    JsonValue value(int index) {
      return values[index];
    }

    /** The value of a member; null where there is none. */
    @Nullable JsonValue find(String name) {
      int index = Utf8Order.find(names, name);
      return index < 0 ? null : values[index];
    }
  }
}
