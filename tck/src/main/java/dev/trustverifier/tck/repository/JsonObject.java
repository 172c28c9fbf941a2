package dev.trustverifier.tck.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object to read and to change. Values are objects of this type, lists, strings, booleans, {@link #NULL}, and
 * numbers; a {@link java.math.BigDecimal} is written as it prints, so that it may have a fraction or an exponent.
 * Members are written in the order in which they were first put. Not safe for use by several threads.
 */
public final class JsonObject {
  /** JSON's null. */
  public static final Object NULL = new Object() {
    @Override
    public String toString() {
      return "null";
    }
  };

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** An empty object. */
  public JsonObject() {}

  /**
   * Sets a member.
   *
   * @param name its name
   * @param value its value, maps and lists included, which are copied
   * @return this
   */
  public JsonObject put(String name, Object value) {
    members.put(name, adopted(value));
    return this;
  }

  /**
   * Removes a member; nothing happens where there is none.
   *
   * @param name its name
   * @return this
   */
  public JsonObject remove(String name) {
    members.remove(name);
    return this;
  }

  /**
   * Renames a member, which goes to the end; nothing happens where there is none.
   *
   * @param name its name
   * @param other its new name
   * @return this
   */
  public JsonObject rename(String name, String other) {
    get(name).ifPresent(value -> remove(name).put(other, value));
    return this;
  }

  /**
   * A member.
   *
   * @param name its name
   * @return its value; empty where there is none
   */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /**
   * A member that is an object, to read and to change.
   *
   * @param name its name
   * @return the object itself
   * @throws IllegalArgumentException if there is none
   */
  public JsonObject object(String name) {
    if (members.get(name) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("no object " + name + " among " + members.keySet());
  }

  /**
   * A member that is a list, to read and to change.
   *
   * @param name its name
   * @return the list itself
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked") // adopted() makes every list
  public List<Object> list(String name) {
    if (members.get(name) instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new IllegalArgumentException("no list " + name + " among " + members.keySet());
  }

  /**
   * The objects in a member that is a list.
   *
   * @param name its name
   * @return the objects themselves, in a list of their own
   * @throws IllegalArgumentException if there is none
   */
  public List<JsonObject> objects(String name) {
    return list(name).stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  /**
   * The names of all members.
   *
   * @return in the order in which they were first put
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(members.keySet()));
  }

  /**
   * An independent copy.
   *
   * @return one that shares nothing with this
   */
  public JsonObject copy() {
    JsonObject copy = new JsonObject();
    members.forEach(copy::put);
    return copy;
  }

  /**
   * What is signed: canonical JSON as Notary has it.
   *
   * @return no white space, names in the order of their UTF-8, only quotes and backslashes escaped
   */
  public byte[] canonical() {
    return JsonText.canonical(this).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is served.
   *
   * @return JSON without white space
   */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return JsonText.served(this);
  }

  JsonObject sorted() {
    JsonObject sorted = new JsonObject();
    sorted.members.putAll(new TreeMap<>(members));
    return sorted;
  }

  Map<String, Object> members() {
    return members;
  }

  private static Object adopted(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object.copy();
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, member) -> object.put((String) name, member));
      return object;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(adopted(item)));
      return copy;
    }
    if (value == null) {
      return NULL;
    }
    if (value == NULL || value instanceof String || value instanceof Boolean || value instanceof Number) {
      return value;
    }
    throw new IllegalArgumentException("not JSON: " + value.getClass());
  }
}
