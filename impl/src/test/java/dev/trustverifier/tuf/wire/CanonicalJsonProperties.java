package dev.trustverifier.tuf.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.tuf.wire.SlowJson.Shape;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Canonical JSON against an independent, slow and obvious writer. */
class CanonicalJsonProperties {

  @Property(tries = 2000)
  void writesWhatTheSlowWriterWrites(@ForAll("shapes") Shape shape) throws JsonFault {
    assertArrayEquals(SlowJson.canonical(shape), canonical(JsonReader.read(SlowJson.wire(shape).getBytes(UTF_8))));
  }

  @Property(tries = 500)
  void isAFixedPointWhereNoControlCharacterStandsBare(@ForAll("shapes") Shape shape) throws JsonFault {
    String text = CanonicalJson.text(JsonReader.read(SlowJson.wire(shape).getBytes(UTF_8)));
    assertEquals(text, CanonicalJson.text(JsonReader.read(text.getBytes(UTF_8))));
  }

  private static byte[] canonical(JsonValue value) {
    CanonicalJson.Written written = CanonicalJson.signed(value, 0);
    return Arrays.copyOf(written.buffer(), written.length());
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return SlowJson.shapes(texts());
  }

  /** All of Unicode but halves of pairs, with those characters in plenty that are easy to get wrong. */
  private static Arbitrary<String> texts() {
    Arbitrary<Integer> odd =
        Arbitraries.of(0, 1, 9, 10, 31, 0x22, 0x5c, 0x2f, 0x3c, 0x26, 0x7f, 0x80, 0x7ff, 0x800, 0x2028, 0xd7ff, 0xe000,
            0xfffd, 0xffff, 0x10000, 0x10ffff, 0x61, 0x62);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 0x10ffff).filter(c -> c < 0xd800 || c > 0xdfff);
    return Arbitraries.oneOf(odd, any).list().ofMaxSize(6)
        .map(points -> new String(points.stream().mapToInt(Integer::intValue).toArray(), 0, points.size()));
  }
}
