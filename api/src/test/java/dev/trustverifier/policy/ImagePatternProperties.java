package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ImagePatternProperties {

  @Property(tries = 1000)
  void matchesAsARegularExpressionWould(@ForAll("patterns") String pattern, @ForAll("names") String name) {
    assertEquals(slowlyMatches(pattern, name), ImagePattern.parse(pattern).matches(new Gun(name)));
  }

  @Property(tries = 1000)
  void matchesItsOwnInstances(@ForAll("patterns") String pattern, @ForAll("fillings") List<String> fillings) {
    assertTrue(ImagePattern.parse(pattern).matches(new Gun(instance(pattern, fillings))));
  }

  @Property(tries = 2000, maxDiscardRatio = 100)
  void overlapsWhatMatchesACommonName(
      @ForAll("patterns") String one, @ForAll("patterns") String other, @ForAll("fillings") List<String> fillings) {
    Assume.that(slowlyMatches(other, instance(one, fillings)));
    assertTrue(ImagePattern.parse(one).overlaps(ImagePattern.parse(other)));
    assertTrue(ImagePattern.parse(other).overlaps(ImagePattern.parse(one)));
  }

  @Property(tries = 200)
  void overlapsNothingThatSharesNoName(@ForAll("shortPatterns") String one, @ForAll("shortPatterns") String other) {
    Assume.that(ImagePattern.parse(one).overlaps(ImagePattern.parse(other)));
    assertTrue(everyName().anyMatch(name -> slowlyMatches(one, name) && slowlyMatches(other, name)), one + " " + other);
  }

  @Property(tries = 2000)
  void ranksASubsetFirst(@ForAll("patterns") String one, @ForAll("patterns") String other) {
    requireOrder(one, other);
  }

  @Property(tries = 2000)
  void ranksANarrowedPatternFirst(
      @ForAll("patterns") String wide, @ForAll("narrowings") List<String> narrowings) {
    String narrow = narrowed(wide, narrowings);
    assertTrue(includes(wide, narrow), wide + " " + narrow);
    requireOrder(narrow, wide);
  }

  private static void requireOrder(String one, String other) {
    boolean oneInOther = includes(other, one);
    boolean otherInOne = includes(one, other);
    int order = ImagePattern.MOST_SPECIFIC_FIRST.compare(ImagePattern.parse(one), ImagePattern.parse(other));
    if (oneInOther != otherInOne) {
      assertTrue(oneInOther ? order < 0 : order > 0, one + " " + other + " " + order);
    }
    if (oneInOther && otherInOne) {
      assertEquals(0, order, one + " " + other);
      assertEquals(ImagePattern.parse(one), ImagePattern.parse(other));
    }
  }

  @Property(tries = 1000)
  void ordersTotally(@ForAll("patterns") String a, @ForAll("patterns") String b, @ForAll("patterns") String c) {
    int ab = compare(a, b);
    int bc = compare(b, c);
    assertEquals(Integer.signum(ab), -Integer.signum(compare(b, a)));
    if (ab <= 0 && bc <= 0) {
      assertTrue(ab == 0 && bc == 0 ? compare(a, c) == 0 : compare(a, c) < 0);
    }
  }

  private static int compare(String one, String other) {
    return ImagePattern.MOST_SPECIFIC_FIRST.compare(ImagePattern.parse(one), ImagePattern.parse(other));
  }

  private static boolean slowlyMatches(String pattern, String name) {
    String regex = pattern.equals("**") ? ".*" : pattern.replace(".", "\\.").replace("**", "#").replace("*", "[^/]*")
        .replace("#", "[^/]+(/[^/]+)*");
    return name.matches(regex);
  }

  /** A letter that no pattern has stands for any text, and six segments for any number: who takes these takes all. */
  private static boolean includes(String wide, String narrow) {
    return Stream.of("z", "z/z", "z/z/z/z/z/z").allMatch(rest -> slowlyMatches(
        wide, narrow.equals("**") ? "z.z/" + rest : narrow.replace("**", rest).replace("*", "z")));
  }

  private static String instance(String pattern, List<String> fillings) {
    String name = pattern.equals("**") ? "h.x/**" : pattern;
    for (String filling : fillings) {
      name = name.contains("**") ? name.replaceFirst("\\*\\*", filling)
          : name.replaceFirst("\\*", filling.replace('/', 'z'));
    }
    return name.replace("**", "z").replace('*', 'z');
  }

  private static String narrowed(String wide, List<String> narrowings) {
    List<String> segments = new ArrayList<>(List.of((wide.equals("**") ? "*.x/**" : wide).split("/")));
    for (int i = 1; i < segments.size(); i++) {
      String by = narrowings.get(i);
      String segment = segments.get(i);
      if (!by.isEmpty() || !segment.matches("\\*+")) {
        segments.set(i, segment.equals("**") ? by : segment.replaceFirst("\\*", by.replaceAll("/|\\*\\*", "a")));
      }
    }
    return String.join("/", segments);
  }

  /** Enough for patterns whose paths have no more than two segments. */
  private static Stream<String> everyName() {
    List<String> letters = List.of("", "a", "b");
    List<String> words = letters.stream().flatMap(x -> letters.stream().flatMap(y -> Stream.of("a", "b", "z")
        .map(last -> x + y + last))).distinct().toList();
    return Stream.of("h.x", "g.x", "a.h.x", "h.h.x").flatMap(host -> words.stream().flatMap(first -> Stream.concat(
        Stream.of(host + "/" + first), words.stream().flatMap(second -> Stream.concat(
            Stream.of(""), words.stream().map(third -> "/" + third))
            .map(third -> host + "/" + first + "/" + second + third)))));
  }

  @Provide
  Arbitrary<String> patterns() {
    return patterns(4);
  }

  @Provide
  Arbitrary<String> shortPatterns() {
    return patterns(2);
  }

  private static Arbitrary<String> patterns(int longest) {
    Arbitrary<String> path = segments().list().ofMinSize(1).ofMaxSize(longest).map(parts -> String.join("/", parts));
    Arbitrary<String> host = Arbitraries.of("h.x", "*.x", "*.h.x", "h*.x", "g.x");
    return Arbitraries.frequencyOf(
        Tuple.of(40, Combinators.combine(host, path).as((h, p) -> h + "/" + p)),
        Tuple.of(1, Arbitraries.just("**")));
  }

  private static Arbitrary<String> segments() {
    return Arbitraries.of("a", "b", "ab", "*", "*", "**", "**", "a*", "*a", "*b", "a*b", "*a*", "b*a*", "*ab", "aa*");
  }

  @Provide
  Arbitrary<List<String>> narrowings() {
    return Arbitraries.of("", "*", "**", "a", "b", "ab", "*a", "a*", "*/*", "**/a", "a/**", "b/**/a", "**/*")
        .list().ofSize(6);
  }

  @Provide
  Arbitrary<List<String>> fillings() {
    return Arbitraries.of("a", "b", "z", "ab", "ba", "z/a", "a/b/z", "b/a").list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> path = Arbitraries.of("a", "b", "ab", "ba", "aa", "aab", "bzazb", "z", "h.x")
        .list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("/", parts));
    return Combinators.combine(Arbitraries.of("h.x", "g.x", "a.h.x", "ha.x", "x.h"), path).as((h, p) -> h + "/" + p);
  }
}
