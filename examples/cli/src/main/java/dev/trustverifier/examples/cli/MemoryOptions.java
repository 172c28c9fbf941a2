package dev.trustverifier.examples.cli;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.store.FileTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the commands about a memory. */
final class MemoryOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--trust-dir",
      required = true,
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description = "The folder of the memory.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print one JSON array instead of text.")
  private boolean json;

  MemoryOptions() {}

  boolean json() {
    return json;
  }

  /** The memory; a ParameterException says why there is none. */
  FileTrustMemory memory() {
    try {
      return FileTrustMemory.existing(folder);
    } catch (IllegalArgumentException e) {
      throw misused(e);
    }
  }

  /** What it remembers of a collection. */
  List<FileTrustMemory.Entry> entries(Gun gun) throws IOException {
    return memory().list().stream()
        .filter(entry -> entry.key().filter(key -> key.gun().equals(gun)).isPresent())
        .toList();
  }

  /** Reads the name of a collection; a ParameterException says why it is none. */
  Gun gun(String name) {
    try {
      return new Gun(name);
    } catch (IllegalArgumentException e) {
      throw misused(e);
    }
  }

  private ParameterException misused(IllegalArgumentException fault) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), fault.getMessage(), fault);
  }
}
