package dev.trustverifier.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private Quickstart quickstart;

  @BeforeEach
  void begin() throws IOException {
    quickstart = new Quickstart(Path.of("bundle"));
  }

  @Test
  void trustsWhatThePublisherSigned() {
    Verdict.Trusted trusted = assertInstanceOf(Verdict.Trusted.class, quickstart.verify("published"));
    assertEquals(
        "lab.example/rotated:v4@sha256:64da6798dcbe591f11367cf0a64216191b801ae4fd43ce9b54a7a9387af3a65a",
        trusted.image().pinnedReference());
  }

  @Test
  void rejectsWhatWasTamperedWithForItsHash() {
    assertEquals(SpecRule.HASH_MATCHES, rejection("tampered").rule());
  }

  @Test
  void rejectsWhatIsOlderThanWhatWasSeenBefore() {
    quickstart.verify("published");
    assertInstanceOf(Rejection.RolledBack.class, rejection("rolled-back"));
  }

  private Rejection rejection(String bundle) {
    return assertInstanceOf(Verdict.Rejected.class, quickstart.verify(bundle)).rejection();
  }

  @Test
  void theReadmeShowsTheLinesThatAreCompiled() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/dev/trustverifier/examples/quickstart/Readme.java"));
    String lines =
        source.substring(source.indexOf("// README begin\n") + 16, source.indexOf("    // README end"))
            .stripTrailing()
            .stripIndent();
    assertTrue(Files.readString(Path.of("../../README.md")).contains(lines), lines);
  }
}
