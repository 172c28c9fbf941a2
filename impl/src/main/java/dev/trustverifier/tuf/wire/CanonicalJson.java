package dev.trustverifier.tuf.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Docker's canonical JSON: no white space, members in the order of their names' UTF-8 bytes, and of all characters only
 * the quote and the backslash escaped. Control characters stand bare, so this is not always JSON; {@link Escapes#JSON}
 * gives the same with those escaped.
 */
final class CanonicalJson {

  /** Which characters are escaped besides the quote and the backslash. */
  enum Escapes {
    /** None: the form that signatures are made over. */
    SIGNED,
    /** Control characters: a form that JSON readers take. */
    JSON
  }

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Escapes escapes;
  private byte[] buffer;
  private int size;

  private CanonicalJson(Escapes escapes, int expected) {
    this.escapes = escapes;
    this.buffer = new byte[Math.max(64, expected)];
  }

  /** Writes the form that signatures are made over; {@code expected} is a guess at its length. */
  static Written signed(JsonValue value, int expected) {
    CanonicalJson writer = new CanonicalJson(Escapes.SIGNED, expected);
    writer.write(value);
    return new Written(writer.buffer, writer.size);
  }

  /** Writes JSON text. */
  static String text(JsonValue value) {
    CanonicalJson writer = new CanonicalJson(Escapes.JSON, 0);
    writer.write(value);
    return new String(writer.buffer, 0, writer.size, StandardCharsets.UTF_8);
  }

  /** The first {@code length} bytes of a buffer. */
  record Written(byte[] buffer, int length) {}

  private void write(JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      string(text.value());
    } else if (value instanceof JsonValue.Members members) {
      members(members);
    } else if (value instanceof JsonValue.Number number) {
      ascii(Long.toString(number.value()));
    } else if (value instanceof JsonValue.Array array) {
      array(array);
    } else {
      ascii(value == JsonValue.Literal.TRUE ? "true" : value == JsonValue.Literal.FALSE ? "false" : "null");
    }
  }

  private void members(JsonValue.Members members) {
    put('{');
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        put(',');
      }
      string(members.name(i));
      put(':');
      write(members.value(i));
    }
    put('}');
  }

  private void array(JsonValue.Array array) {
    put('[');
    for (int i = 0; i < array.elements().size(); i++) {
      if (i > 0) {
        put(',');
      }
      write(array.elements().get(i));
    }
    put(']');
  }

  private void string(String text) {
    int length = text.length();
    reserve(6 * length + 2);
    buffer[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += wide(text, i);
      } else if (c == '"' || c == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = (byte) c;
      } else if (c < 0x20 && escapes == Escapes.JSON) {
        control(c);
      } else {
        buffer[size++] = (byte) c;
      }
    }
    buffer[size++] = '"';
  }

  /** Writes one character beyond ASCII and says how many extra chars it took. */
  private int wide(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (codePoint < 0x800) {
      buffer[size++] = (byte) (0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        buffer[size++] = (byte) (0xE0 | codePoint >> 12);
      } else {
        buffer[size++] = (byte) (0xF0 | codePoint >> 18);
        buffer[size++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
      }
      buffer[size++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    }
    buffer[size++] = (byte) (0x80 | codePoint & 0x3F);
    return Character.charCount(codePoint) - 1;
  }

  private void control(char c) {
    buffer[size++] = '\\';
    buffer[size++] = 'u';
    buffer[size++] = '0';
    buffer[size++] = '0';
    buffer[size++] = HEX[c >> 4];
    buffer[size++] = HEX[c & 15];
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  private void put(char c) {
    reserve(1);
    buffer[size++] = (byte) c;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length + (buffer.length >> 1)));
    }
  }
}
