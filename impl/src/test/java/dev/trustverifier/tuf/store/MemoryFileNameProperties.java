package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MemoryFileNameProperties {
  private static final Pattern PORTABLE = Pattern.compile("[a-z0-9._%~-]+[a-z0-9]");
  private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  @Property(tries = 2000)
  void keepsCollectionsApartEvenWhereCaseDoesNot(@ForAll("guns") Gun one, @ForAll("guns") Gun other) {
    Assume.that(!one.equals(other));
    assertFalse(MemoryFileName.stem(one).equalsIgnoreCase(MemoryFileName.stem(other)), one + " and " + other);
  }

  @Property
  void isFitForEveryFileSystem(@ForAll("guns") Gun gun) {
    String stem = MemoryFileName.stem(gun);
    assertTrue(PORTABLE.matcher(stem).matches(), stem);
    assertFalse(DEVICE.matcher(stem).matches(), stem);
    assertTrue(stem.length() + MemoryFileName.ENDING.length() <= 143, stem);
  }

  @Property
  void tellsItsCollectionUnlessItIsLong(@ForAll("guns") Gun gun) {
    String stem = MemoryFileName.stem(gun);
    Optional<Gun> told = MemoryFileName.gunOf(stem + MemoryFileName.ENDING);
    assertEquals(stem.contains("~") ? Optional.empty() : Optional.of(gun), told);
  }

  @Property
  void believesNoNameThatWasNotMadeHere(@ForAll String name) {
    assertEquals(Optional.empty(), MemoryFileName.gunOf(name));
    assertEquals(Optional.empty(), MemoryFileName.gunOf(name + MemoryFileName.ENDING));
  }

  @Example
  void reads() {
    assertEquals("docker.io%2flibrary%2falpine", MemoryFileName.stem(new Gun("docker.io/library/alpine")));
    assertEquals("%4cab.example%3a5000%2fa__b", MemoryFileName.stem(new Gun("Lab.example:5000/a__b")));
    assertEquals("con%2eexample%2fa", MemoryFileName.stem(new Gun("con.example/a")));
    assertEquals(Optional.empty(), MemoryFileName.gunOf("docker.io%2Flibrary%2Falpine.json"));
    assertEquals(Optional.empty(), MemoryFileName.gunOf("docker.io%2flibrary%2falpine.new"));
  }

  /** Few letters, so that many names are nearly the same. */
  @Provide
  Arbitrary<Gun> guns() {
    Arbitrary<String> label =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("aA1").ofMinLength(1).ofMaxLength(3),
            Arbitraries.of("con", "CON", "com1", "nul", "a--a", "a".repeat(200)));
    Arbitrary<String> host =
        Combinators.combine(label, Arbitraries.of(".a", ".A", ".json", ":5000", ".a:5000", ".new")).as(String::concat);
    Arbitrary<String> segment =
        Arbitraries.of(
            "a", "a.a", "a_a", "a__a", "a-a", "2f", "a2f", "a.json", "a.new", "a".repeat(60), "b".repeat(60));
    return Combinators.combine(
            Arbitraries.oneOf(host, Arbitraries.of("[::1]", "localhost")), segment.list().ofMinSize(1).ofMaxSize(4))
        .as((h, path) -> new Gun(h + "/" + String.join("/", path)));
  }
}
