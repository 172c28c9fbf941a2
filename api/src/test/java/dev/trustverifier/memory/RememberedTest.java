package dev.trustverifier.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private static final Digest DIGEST = Digest.sha256(new byte[0]);
  private static final OnceTrusted ONE = image("v1", Instant.EPOCH);
  private static final OnceTrusted OTHER = image("v2", Instant.EPOCH);

  private static OnceTrusted image(String tag, Instant listed) {
    return new OnceTrusted(tag, DIGEST, 7, RoleName.TARGETS, new TreeMap<>(Map.of(RoleName.TARGETS, Set.of())), listed);
  }

  private static Remembered remembered(List<OnceTrusted> images) {
    return new Remembered(new byte[0], Set.of(), Map.of(), images);
  }

  @Test
  void isEqualWhateverTheOrderOfItsImages() {
    assertEquals(remembered(List.of(ONE, OTHER)), remembered(List.of(OTHER, ONE)));
    assertEquals(List.of(ONE, OTHER), remembered(List.of(OTHER, ONE)).onceTrusted());
  }

  @Test
  void isAnotherWithOtherImages() {
    assertEquals(new Remembered(new byte[0], Set.of(), Map.of()), remembered(List.of()));
    assertNotEquals(remembered(List.of(ONE)), remembered(List.of()));
    assertNotEquals(remembered(List.of(ONE)), remembered(List.of(ONE.listedAt(Instant.EPOCH.plusSeconds(1)))));
  }

  @Test
  void remembersAnImageOnceAndNotTooMany() {
    List<OnceTrusted> twice = List.of(ONE, ONE.listedAt(Instant.MAX));
    assertThrows(IllegalArgumentException.class, () -> remembered(twice));
    List<OnceTrusted> many =
        IntStream.rangeClosed(0, OnceTrusted.MOST).mapToObj(i -> image("t" + i, Instant.EPOCH)).toList();
    assertThrows(IllegalArgumentException.class, () -> remembered(many));
    assertEquals(OnceTrusted.MOST, remembered(many.subList(1, many.size())).onceTrusted().size());
  }

  @Test
  void takesOnlyImagesThatCanHaveBeenTrusted() {
    SortedMap<RoleName, Set<KeyId>> nobody = new TreeMap<>();
    assertThrows(
        IllegalArgumentException.class,
        () -> new OnceTrusted("v1", DIGEST, 7, RoleName.TARGETS, nobody, Instant.EPOCH));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OnceTrusted("v1", DIGEST, -1, RoleName.TARGETS, ONE.signers(), Instant.EPOCH));
    assertThrows(IllegalArgumentException.class, () -> image("-v1", Instant.EPOCH));
  }
}
