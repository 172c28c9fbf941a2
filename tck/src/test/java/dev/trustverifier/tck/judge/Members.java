package dev.trustverifier.tck.judge;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The members of one object of one role's file; null counts as absent. Who ignores a rule goes on with nothing. */
record Members(Conduct conduct, RoleName role, Map<?, ?> map) {

  static Members of(Conduct conduct, RoleName role, Object value, SpecRule rule) {
    if (value instanceof Map<?, ?> map) {
      return new Members(conduct, role, map);
    }
    if (conduct.heeds(rule)) {
      throw Refusal.malformed(rule, role, "there is no object where one has to be");
    }
    return new Members(conduct, role, Map.of());
  }

  boolean has(String name) {
    return map.containsKey(name) && map.get(name) != CanonicalText.NULL;
  }

  Members object(String name, SpecRule rule) {
    return of(conduct, role, map.get(name), rule);
  }

  Members optionalObject(String name, SpecRule rule) {
    return has(name) ? object(name, rule) : new Members(conduct, role, Map.of());
  }

  List<?> list(String name, SpecRule rule) {
    return member(name, List.of(), List.class, rule);
  }

  String text(String name, SpecRule rule) {
    return member(name, "", String.class, rule);
  }

  long integer(String name, SpecRule rule) {
    return member(name, 0L, Long.class, rule);
  }

  byte[] bytes(String name, SpecRule rule) {
    String text = text(name, rule);
    try {
      if (text.length() % 4 == 0) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // As below.
    }
    if (conduct.heeds(rule)) {
      throw Refusal.malformed(rule, role, name + " is no base64");
    }
    return new byte[0];
  }

  private <T> T member(String name, T absent, Class<T> type, SpecRule rule) {
    Object value = has(name) ? map.get(name) : absent;
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    if (conduct.heeds(rule)) {
      throw Refusal.malformed(rule, role, name + " is no " + type.getSimpleName());
    }
    return absent;
  }
}
