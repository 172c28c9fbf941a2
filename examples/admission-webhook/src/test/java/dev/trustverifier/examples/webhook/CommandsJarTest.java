package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README's commands start, with small numbers. */
class CommandsJarTest {
  @TempDir private Path folder;

  /** The lines that a program prints. */
  private List<String> lines(Class<?> program, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"), program.getName()));
    words.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertTrue(process.waitFor(240, TimeUnit.SECONDS), "it does not end");
      String printed = Files.readString(out);
      assertEquals(0, process.exitValue(), printed);
      return printed.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theDemonstrationShowsAnAllowedAndADeniedReview() throws IOException, InterruptedException {
    boolean curl = Stream.of("/usr/bin/curl", "/bin/curl").map(Path::of).anyMatch(Files::isExecutable);
    Assumptions.assumeTrue(curl, "this test needs curl");
    List<String> lines = lines(Demo.class, "once");
    assertEquals(2, lines.stream().filter(line -> line.startsWith("  curl -s --cacert ")).count(), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.contains("\"allowed\":true") && line.contains("JSONPatch")),
        lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.contains("\"allowed\":false")), lines.toString());
  }

  @Test
  void theMeasurementPrintsTheFiguresOfTheReadme() throws IOException, InterruptedException {
    List<String> lines = lines(Load.class, Path.of("target", "admission-webhook.jar").toString(), "20", "2");
    String reviews = "[0-9]+ reviews/s, p50 .* ms, p99 .* ms, p99[.]9 .* ms; the gate's own CPU .*";
    List<String> expected = List.of(
        "first review, from the start of the process: .* s, of which the gate computed .* s",
        "200 pods of 3 images, cold, all at once on connections of their own: p50 .* ms, last .* ms, asked again .*",
        "heap used after 20 collections of 20 tags: [0-9]+ MB of 128 MB", "warm: " + reviews,
        "warm, while 50 reviews hang on another Notary: " + reviews);
    assertEquals(expected.size(), lines.size(), lines.toString());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(lines.get(i).matches(expected.get(i)), lines.get(i));
    }
  }
}
