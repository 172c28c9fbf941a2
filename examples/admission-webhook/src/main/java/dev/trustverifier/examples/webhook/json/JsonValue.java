package dev.trustverifier.examples.webhook.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value somewhere in a document, with the way to it. What is not there, or is null, is missing; what is there and of
 * another kind than asked for is malformed. Immutable.
 */
public final class JsonValue {
  private final @Nullable JsonValue parent;
  private final Object step;
  private final @Nullable Object value;

  /** A whole document. */
  JsonValue(@Nullable Object value) {
    this(null, "", value);
  }

  /** A member by its name, or an element by its index. */
  private JsonValue(@Nullable JsonValue parent, Object step, @Nullable Object value) {
    this.parent = parent;
    this.step = step;
    this.value = value;
  }

  /** Where this stands, such as {@code request.object.spec}; empty for the document. */
  public String path() { // Put together when somebody wants to know: hardly anybody does.
    if (parent == null) {
      return "";
    }
    String before = parent.path();
    if (step instanceof Integer) {
      return before + "[" + step + "]";
    }
    return before.isEmpty() ? step.toString() : before + "." + step;
  }

  public boolean isMissing() {
    return value == null;
  }

  /** A member of this object; missing if this is. */
  public JsonValue get(String name) throws MalformedJson {
    return new JsonValue(this, name, members().get(name));
  }

  /** A member some levels below. */
  public JsonValue at(List<String> names) throws MalformedJson {
    JsonValue at = this;
    for (String name : names) {
      at = at.get(name);
    }
    return at;
  }

  /** All members of this object; none if this is missing. */
  public Map<String, Object> members() throws MalformedJson {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof JsonObject object) {
      return Collections.unmodifiableMap(object.members());
    }
    throw wrong("an object");
  }

  /** The elements of this list; none if this is missing. */
  public List<JsonValue> elements() throws MalformedJson {
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array) {
      List<Object> all = array.elements();
      return IntStream.range(0, all.size())
          .mapToObj(i -> new JsonValue(this, i, all.get(i)))
          .toList();
    }
    throw wrong("a list");
  }

  /** This text; empty if this is missing. */
  public Optional<String> text() throws MalformedJson {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrong("a text");
  }

  /** This text, which must be there and not empty. */
  public String requiredText() throws MalformedJson {
    Optional<String> text = text();
    if (text.isEmpty() || text.get().isEmpty()) {
      throw new MalformedJson(path(), "is missing");
    }
    return text.get();
  }

  /** Whether this is true; false if it is missing. */
  public boolean isTrue() throws MalformedJson {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong("true or false");
  }

  /** How many values this is, with those within it. */
  public int size() {
    return size(value);
  }

  private static int size(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return 1 + object.members().values().stream().mapToInt(JsonValue::size).sum();
    }
    return value instanceof JsonArray array ? 1 + array.elements().stream().mapToInt(JsonValue::size).sum() : 1;
  }

  private MalformedJson wrong(String expected) {
    return new MalformedJson(path(), "is not " + expected);
  }

  /** Writes this value. */
  public void write(JsonGenerator json) throws IOException {
    write(json, value);
  }

  /** Writes a value as {@link #members} has it. */
  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof JsonObject object) {
      json.writeStartObject();
      for (Map.Entry<String, Object> member : object.members().entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof JsonArray array) {
      json.writeStartArray();
      for (Object element : array.elements()) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  /** Equal if the values are, wherever they stand. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonValue that && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }

  /** An object as it is kept; null members are kept as absent ones. */
  record JsonObject(Map<String, Object> members) {}

  /** A list as it is kept; null elements stay. */
  record JsonArray(List<Object> elements) {}
}
