package dev.trustverifier.examples.webhook.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Deadline;
import dev.trustverifier.examples.webhook.settings.GateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyInForceTest {
  private static final String FILE = """
      rules: [{images: docker.io/library/busybox, exempt: a tool}]
      sources: [{images: "**", notary: "https://notary.example"}]
      webhook:
        namespaces:
          - {names: [a, b-*], mode: warn}
          - {names: [c], requireDigest: true}
          - {names: [d], rules: [{images: docker.io/library/busybox, deny: not here}]}
          - {names: [e], rules: [{images: docker.io/library/busybox, exempt: here too}]}
      """;
  @TempDir private Path folder;

  private GateFile file() throws IOException {
    return GateFile.read(Files.writeString(folder.resolve("policy.yaml"), FILE));
  }

  @Test
  void sharesOneCacheAmongTheSetsOfRulesThatDiffer() throws IOException {
    int sets = PolicyInForce.rules(file()).size();
    assertEquals(3, sets);
    assertEquals(30, new Gate.Means(InstantSource.system(), 90).among(sets).cacheBytes());
  }

  @Test
  void takesNoQuestionAboutMoreImagesThanCanBeJudgedInTime() throws IOException {
    List<String> images = IntStream.range(0, PolicyInForce.MOST_IMAGES + 1).mapToObj(i -> "x" + i).toList();
    GateFile file = file();
    assertThrows(
        IllegalArgumentException.class,
        () -> new PolicyInForce.Question(file.everywhere(), images, false, Deadline.after(Duration.ZERO)));
  }
}
