package dev.trustverifier.tuf.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs programs in a folder of their own; of the environment they see the search path and what is said here. */
final class Command {
  private static final long MOST_SECONDS = 60;
  private static final int TAIL_LINES = 25;

  private final Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String answers = "";

  Command(Path folder) {
    this.folder = folder;
    environment.put("HOME", folder.toString());
  }

  Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What to reply to whatever the program may ask. */
  Command answering(String lines) {
    answers = lines;
    return this;
  }

  /** Runs a program to its end; anything but success is a failure that shows what it wrote last. */
  void run(List<String> words) {
    Path output = temporaryFile("output.");
    Process process = start(output, words);
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw failure(words, "is not done after " + MOST_SECONDS + " s", output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(words, "interrupted while it was running", output);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failure(words, "exit " + process.exitValue(), output);
    }
  }

  /** Starts a program that goes on; all it writes goes to the log. */
  Process start(Path log, List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "TMPDIR"));
    builder.environment().putAll(environment);
    try {
      // A file, not a pipe: a program that asks nothing may have ended before a pipe is written to.
      Path input = Files.writeString(temporaryFile("input."), answers);
      return builder
          .directory(folder.toFile())
          .redirectInput(input.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path temporaryFile(String prefix) {
    try {
      return Files.createTempFile(folder, prefix, ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IllegalStateException failure(List<String> words, String what, Path log) {
    return new IllegalStateException(String.join(" ", words) + ": " + what + "; it wrote last:\n" + tail(log));
  }

  private static String tail(Path log) {
    try {
      List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }
}
