package dev.trustverifier.tuf.wire;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Refused;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of one role's file, each read as the type it must have. A member that is {@code null}
 * counts as absent, as in the reference.
 */
record Fields(RoleName role, String place, JsonValue.Members members) {

  static Fields of(RoleName role, String place, @Nullable JsonValue value, SpecRule rule) throws Refused {
    if (value instanceof JsonValue.Members members) {
      return new Fields(role, place, members);
    }
    throw refused(role, rule, place + " is no object");
  }

  Optional<JsonValue> get(String name) {
    JsonValue value = members.find(name);
    return value == null || value == JsonValue.Literal.NULL ? Optional.empty() : Optional.of(value);
  }

  /** A member that has to be an object. */
  Fields object(String name, SpecRule rule) throws Refused {
    return of(role, place + "." + name, get(name).orElse(null), rule);
  }

  /** A member that has to be an object if it is there. */
  Optional<Fields> optionalObject(String name, SpecRule rule) throws Refused {
    return get(name).isEmpty() ? Optional.empty() : Optional.of(object(name, rule));
  }

  /** A member that has to be an array if it is there. */
  List<JsonValue> array(String name, SpecRule rule) throws Refused {
    JsonValue value = get(name).orElse(new JsonValue.Array(List.of()));
    if (value instanceof JsonValue.Array array) {
      return array.elements();
    }
    throw refused(rule, name, "is no array");
  }

  /** A member that has to be a text; absent, it is empty. */
  String text(String name, SpecRule rule) throws Refused {
    JsonValue value = get(name).orElse(new JsonValue.Text(""));
    if (value instanceof JsonValue.Text text) {
      return text.value();
    }
    throw refused(rule, name, "is no text");
  }

  /** A member that has to be an integer; absent, it is 0. */
  long integer(String name, SpecRule rule) throws Refused {
    JsonValue value = get(name).orElse(new JsonValue.Number(0));
    if (value instanceof JsonValue.Number number) {
      return number.value();
    }
    throw refused(rule, name, "is no integer");
  }

  /** A member that has to be bytes in base64; absent, there are none. */
  byte[] bytes(String name, SpecRule rule) throws Refused {
    String text = text(name, rule);
    if (!Base64Text.isValid(text)) {
      throw refused(rule, name, "is no base64");
    }
    return Base64.getDecoder().decode(text);
  }

  Refused refused(SpecRule rule, String name, String what) {
    return refused(role, rule, place + "." + name + " " + what);
  }

  static Refused refused(RoleName role, SpecRule rule, String what) {
    return new Refused(new Rejection.Malformed(rule, Optional.of(role), role + ": " + what));
  }
}
