package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the commands about a memory. */
final class MemoryOptions {
  /** Writers hold a lock for as long as it takes to replace a file; databases may be far away. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private MemoryPlace place = new MemoryPlace();

  @Option(names = "--json", description = "Print one JSON array instead of text.")
  private boolean json;

  MemoryOptions() {}

  boolean json() {
    return json;
  }

  Deadline deadline() {
    return Deadline.after(PATIENCE);
  }

  /** The memory, to be closed; a ParameterException says why there is none. */
  OpenMemory memory() {
    try {
      return place.existing();
    } catch (IllegalArgumentException e) {
      throw misused(e);
    }
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
