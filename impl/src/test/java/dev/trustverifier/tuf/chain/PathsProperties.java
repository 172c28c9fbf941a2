package dev.trustverifier.tuf.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Paths against the obvious: a name is covered if it begins with one of them. */
class PathsProperties {

  @Property(tries = 3000)
  void coverWhatBeginsWithOneOfThem(@ForAll("texts") List<String> prefixes, @ForAll("text") String name) {
    assertEquals(prefixes.stream().anyMatch(name::startsWith), new Paths(prefixes).covers(name));
  }

  @Property(tries = 2000)
  void handOnOnlyWhatIsWithinThem(
      @ForAll("texts") List<String> own, @ForAll("texts") List<String> others, @ForAll("text") String name) {
    boolean covered =
        others.stream().filter(p -> own.stream().anyMatch(p::startsWith)).anyMatch(name::startsWith);
    assertEquals(covered, new Paths(own).handedOn(others).covers(name));
  }

  @Example
  void allCoverEveryNameAndNoneCoverNothing() {
    assertTrue(Paths.ALL.covers(""));
    assertTrue(Paths.ALL.covers("x"));
    assertFalse(new Paths(List.of()).covers(""));
  }

  @Example
  void aDelegateMayWriteAsManyAsItLikes() {
    List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "p" + i + "/").toList();
    assertTrue(new Paths(many).handedOn(many).covers("p99999/x"));
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars('a', 'b', '/', '\ud83d', '\ude00').ofMaxLength(5);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return text().list().ofMaxSize(6);
  }
}
