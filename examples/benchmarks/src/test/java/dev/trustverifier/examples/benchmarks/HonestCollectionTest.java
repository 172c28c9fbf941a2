package dev.trustverifier.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured is the real thing. */
final class HonestCollectionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1000})
  void ourVerifierTrustsIt(int tags) {
    HonestCollection collection = collection(tags);
    TrustPin pin = TrustPin.certificate(collection.rootKey());
    try (TufTrustVerifier verifier =
        TufTrustVerifier.builder()
            .source(new InMemorySource(collection))
            .policy(TrustPolicy.builder().rule("**", TrustRule.pinned(pin)).build())
            .memory(TrustMemory.forgetful())
            .clock(InstantSource.fixed(collection.made()))
            .build()) {
      TrustedImage image = verifier.verify(collection.image()).orElseThrow();
      assertEquals(Set.of("targets"), Set.of(image.role().value()));
      assertEquals(4, image.chain().size());
    }
  }

  @Test
  void theReferenceAcceptsIt(@TempDir Path folder) throws Exception {
    assumeTrue(isOnThePath("notary"), "the real client is not installed");
    HonestCollection collection = collection(100);
    try (LoopbackServer server = LoopbackServer.start(collection)) {
      Path output = folder.resolve("output");
      Process notary =
          new ProcessBuilder(
                  "notary", "-s", server.address().toString(), "-d", folder.resolve("trust").toString(),
                  "list", collection.gun().value())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int status = notary.waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, status, text);
      assertEquals(100, text.lines().filter(line -> line.contains("-alpine")).count(), text);
      assertTrue(text.contains(collection.image().tag().orElseThrow()), text);
    }
  }

  private static HonestCollection collection(int tags) {
    return HonestCollection.of(tags, InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private static boolean isOnThePath(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
