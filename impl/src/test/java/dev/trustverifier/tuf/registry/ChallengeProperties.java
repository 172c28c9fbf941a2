package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChallengeProperties {

  @Property(tries = 500)
  void readsBackWhateverIsWritten(@ForAll("challenges") List<Challenge> written) {
    String header = written.stream().map(ChallengeProperties::text).collect(Collectors.joining(", "));
    assertEquals(written, ChallengeParser.parse(List.of(header)));
  }

  private static String text(Challenge challenge) {
    return challenge.scheme().toUpperCase(Locale.ROOT) + " " + challenge.parameters().entrySet().stream()
        .map(e -> e.getKey() + "=\"" + e.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(","));
  }

  @Property(tries = 1000)
  void endsOnWhateverComes(@ForAll("noise") String header) {
    ChallengeParser.parse(List.of(header)).forEach(challenge -> assertEquals(
        challenge.scheme().toLowerCase(Locale.ROOT), challenge.scheme()));
  }

  @Provide
  Arbitrary<List<Challenge>> challenges() {
    Arbitrary<String> names = Arbitraries.strings().withChars("abcxyz019-_!~").ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> values = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20);
    Arbitrary<Map<String, String>> parameters = Arbitraries.maps(names, values).ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(names, parameters).as(Challenge::new).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars("aB=\", \\\t/:~\u0000\u00e9").ofMaxLength(40);
  }
}
