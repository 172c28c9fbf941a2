package dev.trustverifier.tck.reference;

import dev.trustverifier.Deadline;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The real notary client, as Debian packages it.
 *
 * @param folder where it keeps what it remembers, and finds its configuration if there is one
 */
public record NotaryClient(Path folder) {
  private static final Path PROGRAM = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
      .map(bin -> Path.of(bin, "notary")).filter(Files::isExecutable).findFirst().orElse(Path.of("notary"));

  /**
   * What it printed.
   *
   * @param exit 0 if it was content
   * @param output the table of images, or the error
   * @param warnings what it wrote beside
   */
  public record Answer(int exit, String output, String warnings) {}

  /** Skips the test where there is no client; fails it where TRUSTVERIFIER_LIVE says that there must be one. */
  public static void require() {
    boolean there = Files.isExecutable(PROGRAM);
    Assertions.assertTrue(there || !"required".equals(System.getenv("TRUSTVERIFIER_LIVE")),
        "no notary client on the PATH");
    Assumptions.assumeTrue(there, "no notary client on the PATH");
  }

  /**
   * Has it write its configuration.
   *
   * @param json the configuration
   * @throws IOException if that is not possible
   */
  public void configure(byte[] json) throws IOException {
    Files.write(configuration(), json);
  }

  /**
   * Asks it for the images of a collection.
   *
   * @param server where to look
   * @param arguments the collection, and roles
   * @param deadline how long it may take
   * @return what it printed
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted
   * @throws TimeoutException if it is not done in time
   */
  public Answer list(URI server, List<String> arguments, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    List<String> command = new ArrayList<>(List.of(
        PROGRAM.toString(), "-s", server.toString(), "-d", folder.resolve("trust").toString()));
    if (Files.exists(configuration())) {
      command.addAll(List.of("-c", configuration().toString()));
    }
    command.add("list");
    command.addAll(arguments);
    Path output = folder.resolve("output");
    Path warnings = folder.resolve("warnings");
    ProcessBuilder starter =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(warnings.toFile());
    starter.environment().putAll(Map.of("HOME", folder.toString(), "GOMAXPROCS", "1", "GOGC", "off"));
    Process client = starter.start();
    try {
      if (!client.waitFor(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("the client hangs");
      }
    } finally {
      client.destroyForcibly();
    }
    return new Answer(client.exitValue(), text(output), text(warnings));
  }

  private Path configuration() {
    return folder.resolve("config.json");
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
