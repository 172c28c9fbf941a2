package dev.trustverifier.tuf.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON values made and written without any of the code under test. */
final class SlowJson {
  private SlowJson() {}

  /**
   * A value: a {@code String}, {@code Long}, {@code Boolean}, a null, a {@code List} or a {@code Map} of shapes; and a
   * seed for the freedoms of its spelling.
   */
  record Shape(Object value, long seed) {}

  static Arbitrary<Shape> shapes(Arbitrary<String> texts) {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            texts.map(t -> (Object) t),
            Arbitraries.longs().between(-(1L << 53) + 1, (1L << 53) - 1).map(n -> (Object) n),
            Arbitraries.of(true, false).map(b -> (Object) b),
            Arbitraries.just(List.of()).map(n -> (Object) n));
    Arbitrary<Object> values =
        Arbitraries.recursive(
            () -> leaves,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(4).map(l -> (Object) l),
                    Arbitraries.maps(texts, inner).ofMaxSize(5).map(m -> (Object) m)),
            0, 4);
    return Combinators.combine(values, Arbitraries.longs()).as(Shape::new);
  }

  /** The canonical form: members sorted as byte arrays, nothing escaped but quote and backslash. */
  static byte[] canonical(Shape shape) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(shape.value(), out);
    return out.toByteArray();
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value instanceof Map<?, ?> members) {
      Map<byte[], Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
      members.forEach((name, member) -> sorted.put(((String) name).getBytes(UTF_8), member));
      List<byte[]> parts = new ArrayList<>();
      sorted.forEach(
          (name, member) -> {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            write(new String(name, UTF_8), part);
            part.write(':');
            write(member, part);
            parts.add(part.toByteArray());
          });
      join('{', parts, '}', out);
    } else if (value instanceof List<?> elements) {
      List<byte[]> parts = new ArrayList<>();
      for (Object element : elements) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        write(element, part);
        parts.add(part.toByteArray());
      }
      join('[', parts, ']', out);
    } else {
      String text = value instanceof String s ? '"' + s.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : "" + value;
      out.writeBytes(text.getBytes(UTF_8));
    }
  }

  private static void join(char open, List<byte[]> parts, char close, ByteArrayOutputStream out) {
    out.write(open);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(parts.get(i));
    }
    out.write(close);
  }

  /** Some legal spelling: any order, any white space, escapes at will. */
  static String wire(Shape shape) {
    return spell(shape.value(), new Random(shape.seed()));
  }

  private static String spell(Object value, Random random) {
    List<String> parts = new ArrayList<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> parts.add(spell(name, random) + ":" + spell(member, random)));
      Collections.shuffle(parts, random);
      return space(random) + "{" + String.join(",", parts) + space(random) + "}";
    }
    if (value instanceof List<?> elements) {
      elements.forEach(element -> parts.add(spell(element, random)));
      return "[" + String.join("," + space(random), parts) + "]" + space(random);
    }
    return value instanceof String text ? quote(text, random) : value + space(random);
  }

  private static String space(Random random) {
    return List.of("", "", " ", "\n", "\t", "\r\n").get(random.nextInt(6));
  }

  private static String quote(String text, Random random) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < 0x20 || c == '"' || c == '\\' || random.nextInt(5) == 0) {
        // The two halves of a pair are escaped alike, or not at all.
        boolean half = Character.isSurrogate(c);
        quoted.append(half ? "" + c : String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
