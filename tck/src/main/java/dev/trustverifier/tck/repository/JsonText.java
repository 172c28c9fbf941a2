package dev.trustverifier.tck.repository;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes JSON: as it is signed, or as it is served. */
final class JsonText {
  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();
  private final boolean canonical;

  private JsonText(boolean canonical) {
    this.canonical = canonical;
  }

  static String canonical(Object value) {
    return new JsonText(true).write(value).toString();
  }

  static String served(Object value) {
    return new JsonText(false).write(value).toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private JsonText write(Object value) {
    if (value instanceof JsonObject object) {
      writeObject(object.members());
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else if (value instanceof String text) {
      writeString(text);
    } else if (value instanceof Number number) {
      out.append(canonical ? canonicalNumber(number) : number);
    } else {
      out.append(value);
    }
    return this;
  }

  private void writeObject(Map<String, Object> members) {
    String[] names = members.keySet().toArray(String[]::new);
    if (canonical) {
      Arrays.sort(names, (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other)));
    }
    String separator = "{";
    for (String name : names) {
      out.append(separator);
      writeString(name);
      out.append(':');
      write(members.get(name));
      separator = ",";
    }
    out.append(names.length == 0 ? "{}" : "}");
  }

  private void writeList(List<?> list) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(item);
      separator = ",";
    }
    out.append(']');
  }

  private void writeString(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < FIRST_PRINTABLE && !canonical) {
        out.append(String.format("\\u%04x", (int) character));
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }

  /** Whole numbers in digits alone; Notary has no canonical form for others, so they stay what they are. */
  private static String canonicalNumber(Number number) {
    BigDecimal value = new BigDecimal(number.toString());
    return value.stripTrailingZeros().scale() <= 0 ? value.toBigInteger().toString() : number.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
