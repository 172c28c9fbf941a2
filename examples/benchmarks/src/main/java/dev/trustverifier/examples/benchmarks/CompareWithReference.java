package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.ImageReference;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times whole processes: {@code notary lookup} and {@code trustverify verify}, by turns, on one collection served from
 * loopback, each time with an empty trust folder. Needs Notary's client on the path.
 */
public final class CompareWithReference {
  private static final int[] TAGS = {10, 1_000, 20_000, 100_000};
  private static final int ROUNDS = 9;

  private final Path jar;
  private final PrintStream out;

  private CompareWithReference(Path jar, PrintStream out) {
    this.jar = jar;
    this.out = out;
  }

  /**
   * Prints a table, in milliseconds.
   *
   * @param arguments the path of {@code trustverify.jar}
   * @throws IOException if a process cannot be started
   * @throws InterruptedException if interrupted while one runs
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1 || !Files.isRegularFile(Path.of(arguments[0]))) {
      System.err.println("usage: CompareWithReference PATH-OF-trustverify.jar");
      System.exit(2);
    }
    new CompareWithReference(Path.of(arguments[0]), System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    out.println("   tags   notary min  median   trustverify min  median   ratio of medians");
    for (int tags : TAGS) {
      HonestCollection collection =
          HonestCollection.of(tags, InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
      try (LoopbackServer server = LoopbackServer.start(collection)) {
        compare(tags, collection.image(), server.address());
      }
    }
  }

  private void compare(int tags, ImageReference image, URI server) throws IOException, InterruptedException {
    double[] theirs = new double[ROUNDS];
    double[] ours = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      theirs[i] = milliseconds("notary", "-s", server.toString(), "-d", "{folder}", "lookup",
          image.gun().value(), image.tag().orElseThrow());
      ours[i] = milliseconds("java", "-jar", jar.toString(), "verify", "--source", "notary:" + server, "--tofu",
          "--trust-dir", "{folder}", image.toString());
    }
    Arrays.sort(theirs);
    Arrays.sort(ours);
    int middle = ROUNDS / 2;
    out.printf(Locale.ROOT, "%7d %12.0f %7.0f %17.0f %7.0f %18.2f%n",
        tags, theirs[0], theirs[middle], ours[0], ours[middle], theirs[middle] / ours[middle]);
  }

  private static double milliseconds(String... command) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compare");
    try {
      List<String> words =
          Arrays.stream(command).map(word -> word.replace("{folder}", folder.toString())).toList();
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int status = process.waitFor();
      long time = System.nanoTime() - start;
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", words) + " ended with status " + status);
      }
      return time / 1e6;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
