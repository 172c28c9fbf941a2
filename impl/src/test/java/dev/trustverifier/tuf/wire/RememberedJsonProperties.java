package dev.trustverifier.tuf.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Remembered;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What was written is read as it was, and whatever else is not read at all. */
class RememberedJsonProperties {

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void isReadAsItWasWritten(@ForAll("written") RememberedJson written) throws CorruptMemory {
    RememberedJson read = RememberedJson.read(written.bytes());
    assertEquals(written, read);
    assertArrayEquals(written.bytes(), read.bytes());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void refusesAnyByteChanged(
      @ForAll("written") RememberedJson written,
      @ForAll @IntRange(max = 1 << 20) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] content = written.bytes();
    content[place % content.length] ^= (byte) change;
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(content));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void refusesAnyByteMoreOrLess(
      @ForAll("written") RememberedJson written, @ForAll @IntRange(max = 1 << 20) int place, @ForAll byte more) {
    byte[] content = written.bytes();
    int at = place % (content.length + 1);
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    System.arraycopy(content, at, longer, at + 1, content.length - at);
    longer[at] = more;
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(longer));
    byte[] shorter = Arrays.copyOf(content, content.length - 1);
    int gone = place % content.length;
    System.arraycopy(content, gone + 1, shorter, gone, shorter.length - gone);
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(shorter));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void refusesOneThatWasCutShort(
      @ForAll("written") RememberedJson written, @ForAll @IntRange(max = 1 << 20) int place) {
    byte[] content = written.bytes();
    byte[] torn = Arrays.copyOf(content, place % content.length);
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(torn));
    byte[] sparse = Arrays.copyOf(torn, content.length);
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(sparse));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void refusesArbitraryBytes(@ForAll byte[] content) {
    assertThrows(CorruptMemory.class, () -> RememberedJson.read(content));
  }

  @Provide
  Arbitrary<RememberedJson> written() {
    Arbitrary<Gun> guns =
        Arbitraries.of("docker.io/library/alpine", "Lab.example:5000/a", "[::1]:5000/a/b").map(Gun::new);
    Arbitrary<RoleName> roles =
        Arbitraries.of("root", "timestamp", "snapshot", "targets", "targets/releases", "targets/a-_0/b")
            .map(RoleName::new);
    Arbitrary<byte[]> roots = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<Remembered> remembered =
        Combinators.combine(
                roots, digests().set().ofMaxSize(3), Arbitraries.maps(roles, floors()).ofMaxSize(6),
                images().list().uniqueElements(image -> image.tag() + image.digest()).ofMaxSize(3))
            .as(Remembered::new);
    return Combinators.combine(guns, Arbitraries.of(Basis.class), remembered)
        .as((gun, basis, what) -> new RememberedJson(new MemoryKey(gun, basis), what));
  }

  private static Arbitrary<Floor> floors() {
    Arbitrary<Long> versions = Arbitraries.longs().between(1, Long.MAX_VALUE);
    return Combinators.combine(
            versions.list().ofMaxSize(3), versions, digests(), keys(), times())
        .as(Floor::new);
  }

  private static Arbitrary<Set<KeyId>> keys() {
    return Arbitraries.integers().map(i -> new KeyId(Digest.sha256(new byte[] {i.byteValue()}).hex()))
        .set().ofMaxSize(3);
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  private static Arbitrary<OnceTrusted> images() {
    RoleName alice = new RoleName("targets/alice");
    return Combinators.combine(
            Arbitraries.of("v1", "_", "1.4-alpine"), Arbitraries.integers(), Arbitraries.longs().greaterOrEqual(0),
            keys(), times())
        .as((tag, content, length, keys, time) -> new OnceTrusted(
            tag, Digest.sha256(new byte[] {content.byteValue()}), length, alice,
            new TreeMap<>(Map.of(alice, keys, RoleName.TARGETS, Set.of())), time));
  }

  private static Arbitrary<Digest> digests() {
    return Combinators.combine(Arbitraries.of(Algorithm.class), Arbitraries.integers())
        .as((algorithm, i) -> Digest.of(algorithm, new byte[] {i.byteValue()}));
  }
}
