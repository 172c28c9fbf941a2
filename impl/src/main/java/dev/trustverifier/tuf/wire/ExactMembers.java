package dev.trustverifier.tuf.wire;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of a file that this library wrote itself: it has the members it should have, and no others. */
record ExactMembers(String place, JsonValue.Members members) {

  /** An object with exactly these members, named in the order of the alphabet. */
  static ExactMembers of(String place, @Nullable JsonValue value, String... names) throws CorruptMemory {
    ExactMembers object = any(place, value);
    List<String> actual = new ArrayList<>();
    for (int i = 0; i < object.members.size(); i++) {
      actual.add(object.members.name(i));
    }
    if (!actual.equals(Arrays.asList(names))) {
      throw new CorruptMemory(place + " has the members " + actual + ", not " + Arrays.toString(names));
    }
    return object;
  }

  /** An object with whatever members. */
  static ExactMembers any(String place, @Nullable JsonValue value) throws CorruptMemory {
    if (value instanceof JsonValue.Members members) {
      return new ExactMembers(place, members);
    }
    throw new CorruptMemory(place + " is no object");
  }

  /** A member that is a text, read by a parser that throws on texts it does not take. */
  <T> T text(String name, Function<String, T> parser) throws CorruptMemory {
    return parse(place + "." + name, members.find(name), parser);
  }

  /** A member that is a list of texts. */
  <T> List<T> texts(String name, Function<String, T> parser) throws CorruptMemory {
    if (!(members.find(name) instanceof JsonValue.Array array)) {
      throw new CorruptMemory(place + "." + name + " is no list");
    }
    List<T> values = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      values.add(parse(place + "." + name, element, parser));
    }
    return values;
  }

  static <T> T parse(String place, @Nullable JsonValue value, Function<String, T> parser) throws CorruptMemory {
    if (!(value instanceof JsonValue.Text text)) {
      throw new CorruptMemory(place + " is no text");
    }
    try {
      return parser.apply(text.value());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CorruptMemory(place + ": " + e.getMessage());
    }
  }
}
