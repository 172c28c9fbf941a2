package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ImageReferenceProperties {

  @Property
  void readsBackWhatItWrites(@ForAll("references") ImageReference image) {
    assertEquals(image, ImageReference.parse(image.toString()));
  }

  @Property
  void readsBackWhateverItAccepts(@ForAll("almostReferences") String text) {
    parsed(text).ifPresent(image -> assertEquals(image, ImageReference.parse(image.toString())));
  }

  @Property
  void throwsNothingButIllegalArgument(@ForAll String text) {
    parsed(text);
  }

  private static Optional<ImageReference> parsed(String text) {
    try {
      return Optional.of(ImageReference.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<ImageReference> references() {
    Arbitrary<String> host = Arbitraries.of(
        "docker.io", "localhost", "Account", "reg.example.com:5000", "REG.example", "[::1]", "[2001:DB8::a]:443");
    Arbitrary<String> segment = Arbitraries.of("a", "library", "b-c", "d__e", "f_g.h", "0", "i---j", "docker.io");
    Arbitrary<String> path = segment.list().ofMinSize(2).ofMaxSize(5).map(parts -> String.join("/", parts));
    Arbitrary<Gun> gun = Combinators.combine(host, path).as((h, p) -> new Gun(h + "/" + p));
    Arbitrary<String> tag = Arbitraries.strings().alpha().numeric().withChars("_").ofMinLength(1).ofMaxLength(128);
    Arbitrary<Digest> digest = Combinators.combine(Arbitraries.of(Digest.Algorithm.class), Arbitraries.strings())
        .as((algorithm, content) -> Digest.of(algorithm, content.getBytes(StandardCharsets.UTF_8)));
    return Combinators.combine(gun, tag, digest, Arbitraries.integers().between(1, 3)).as((g, t, d, kinds) ->
        new ImageReference(g, Optional.of(t).filter(x -> (kinds & 1) > 0), Optional.of(d).filter(x -> kinds > 1)));
  }

  @Provide
  Arbitrary<String> almostReferences() {
    return Arbitraries.of("a", "B", "0", ".", ":", "/", "@", "_", "-", "[", "]", "docker.io/", "index.docker.io/",
        "localhost", "host:80/", ":tag", "@sha256:" + "0a".repeat(32), "sha512:", "é", "\n")
        .list().ofMinSize(1).ofMaxSize(9).map(parts -> String.join("", parts));
  }
}
