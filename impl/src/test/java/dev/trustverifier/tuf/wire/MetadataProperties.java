package dev.trustverifier.tuf.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.RoleName;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is read as metadata, the reader answers, or refuses in its own words. */
class MetadataProperties {
  private static final Path REAL =
      Path.of("src/test/fixtures/notary/lab.example/delegated/_trust/tuf");
  private static final Map<RoleName, byte[]> FILES =
      Map.of(
          RoleName.ROOT, read("root.json"), RoleName.TIMESTAMP, read("timestamp.json"),
          RoleName.SNAPSHOT, read("snapshot.json"), RoleName.TARGETS, read("targets.json"),
          RoleName.RELEASES, read("targets/releases.json"));

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(REAL.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 1000)
  void refusesArbitraryBytes(@ForAll("roles") RoleName role, @ForAll @Size(max = 200) byte[] content) {
    assertAnswered(role, content);
  }

  @Property(tries = 4000)
  void answersOrRefusesMutatedRealFiles(
      @ForAll("roles") RoleName role, @ForAll("mutations") List<Mutation> mutations) {
    byte[] content = FILES.get(role).clone();
    for (Mutation mutation : mutations) {
      content = mutation.applied(content);
    }
    assertAnswered(role, content);
  }

  private static void assertAnswered(RoleName role, byte[] content) {
    NotaryV1 dialect = new NotaryV1();
    MetadataFile file = MetadataFile.unlisted(role, content);
    try {
      switch (role.value()) {
        case "root" -> dialect.root(file);
        case "timestamp" -> dialect.timestamp(file);
        case "snapshot" -> dialect.snapshot(file);
        default -> dialect.targets(file);
      }
    } catch (Refused refused) {
      assertTrue(refused.rejection().role().filter(role::equals).isPresent(), refused.getMessage());
      assertTrue(refused.rejection().message().lines().count() == 1, refused.getMessage());
    }
  }

  /** A change of one piece of a file: bytes replaced, inserted, or taken from elsewhere in it. */
  record Mutation(double at, int length, String with) {
    byte[] applied(byte[] content) {
      String text = new String(content, ISO_8859_1);
      int start = (int) (at * text.length());
      int end = Math.min(text.length(), start + length);
      return (text.substring(0, start) + with + text.substring(end))
          .getBytes(ISO_8859_1);
    }
  }

  @Provide
  Arbitrary<RoleName> roles() {
    return Arbitraries.of(FILES.keySet());
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of("null", "{}", "[]", "\"\"", "-1", "0", "1.5", "\\u0000", "\"", "}", "{", ",", "true", "1e9"),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(3));
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 60), pieces)
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }
}
