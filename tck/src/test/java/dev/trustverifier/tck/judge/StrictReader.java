package dev.trustverifier.tck.judge;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one JSON text as maps, lists, strings, longs, booleans and {@link CanonicalText#NULL}. Used once. */
final class StrictReader {
  private static final int END = -1;
  private static final int DEEPEST = 1000;
  private static final long INEXACT = 1L << 53;
  private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final Conduct conduct;
  private final RoleName role;
  private final String text;
  private int at;

  private StrictReader(Conduct conduct, RoleName role, byte[] content) {
    this.conduct = conduct;
    this.role = role;
    this.text = decoded(content);
  }

  static Object read(Conduct conduct, RoleName role, byte[] content) {
    return conduct.heeds(SpecRule.NESTING_BOUNDED)
        ? whole(conduct, role, content)
        : DeepStack.call(() -> whole(conduct, role, content));
  }

  private static Object whole(Conduct conduct, RoleName role, byte[] content) {
    StrictReader reader = new StrictReader(conduct, role, content);
    Object value = reader.value(1);
    if (reader.peek() != END && conduct.heeds(SpecRule.STRICT_JSON)) {
      throw reader.broken("something stands after the JSON");
    }
    return value;
  }

  // A reader that ignores STRICT_JSON takes broken UTF-8, a byte order mark, bare control characters, half surrogate
  // pairs, a comma at the end, and anything after the JSON.
  private String decoded(byte[] content) {
    if (!conduct.heeds(SpecRule.STRICT_JSON)) {
      String lax = new String(content, StandardCharsets.UTF_8);
      return lax.startsWith("\uFEFF") ? lax.substring(1) : lax;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw broken("it is not UTF-8");
    }
  }

  private Object value(int depth) {
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", CanonicalText.NULL);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    enter(depth);
    Map<String, Object> members = new TreeMap<>(CanonicalText.BY_UTF_8);
    while (more('}', members.isEmpty())) {
      if (peek() != '"') {
        throw broken("a member has no name");
      }
      String name = string();
      take(':');
      Object value = value(depth + 1);
      if (members.put(name, value) != null && conduct.heeds(SpecRule.UNIQUE_MEMBERS)) {
        throw Refusal.malformed(SpecRule.UNIQUE_MEMBERS, role, "the member " + name + " occurs twice");
      }
    }
    return members;
  }

  private List<Object> array(int depth) {
    enter(depth);
    List<Object> elements = new ArrayList<>();
    while (more(']', elements.isEmpty())) {
      elements.add(value(depth + 1));
    }
    return elements;
  }

  private void enter(int depth) {
    at++;
    if (depth > DEEPEST && conduct.heeds(SpecRule.NESTING_BOUNDED)) {
      throw Refusal.malformed(SpecRule.NESTING_BOUNDED, role, "values nest deeper than " + DEEPEST + " levels");
    }
  }

  /** Steps over the end, or over the comma before the next element. */
  private boolean more(char end, boolean first) {
    boolean over = peek() == end;
    if (!over && !first) {
      take(',');
      over = peek() == end;
      if (over && conduct.heeds(SpecRule.STRICT_JSON)) {
        throw broken("nothing follows a comma");
      }
    }
    at += over ? 1 : 0;
    return !over;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw broken("there is no value");
    }
    at += word.length();
    return value;
  }

  private Long number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw broken("there is no value");
    }
    at = number.end();
    boolean plain = number.group(1) == null && number.group(2) == null;
    BigDecimal value = number.group().length() > 400 ? BigDecimal.TEN.pow(400) : new BigDecimal(number.group());
    if (plain && value.abs().compareTo(BigDecimal.valueOf(INEXACT)) < 0) {
      return value.longValue();
    }
    if (conduct.heeds(SpecRule.EXACT_NUMBERS)) {
      throw Refusal.malformed(SpecRule.EXACT_NUMBERS, role, "a number is no integer below 2^53");
    }
    return (long) value.doubleValue();
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    at++;
    while (next() != '"') {
      char c = text.charAt(at++);
      if (c < 0x20 && conduct.heeds(SpecRule.STRICT_JSON)) {
        throw broken("a control character stands in a text");
      }
      result.append(c == '\\' ? escaped() : c);
    }
    at++;
    boolean halves = result.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (halves && conduct.heeds(SpecRule.STRICT_JSON)) {
      throw broken("a text holds half a surrogate pair");
    }
    return result.toString();
  }

  private char escaped() {
    char c = next();
    at++;
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u' || !text.substring(at, Math.min(at + 4, text.length())).matches("[0-9a-fA-F]{4}")) {
      throw broken("there is no such escape");
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private void take(char wanted) {
    if (peek() != wanted) {
      throw broken("'" + wanted + "' is missing");
    }
    at++;
  }

  /** The next character, white space or not. */
  private char next() {
    if (at >= text.length()) {
      throw broken("the JSON ends too early");
    }
    return text.charAt(at);
  }

  /** The next character that is no white space. */
  private int peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private Refusal broken(String what) {
    return Refusal.malformed(SpecRule.STRICT_JSON, role, what + ", at character " + at);
  }
}
