package dev.trustverifier.examples.cli;

import dev.trustverifier.Gun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trustverify memory show}: what is remembered of a collection. */
@Command(
    name = "show",
    description = "Shows what is remembered of a collection: the versions that its roles may not fall below.",
    footer = "Exit codes: 0 shown, 1 nothing is remembered, 2 wrong usage, 3 it cannot be read.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MemoryShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final MemoryOptions options = new MemoryOptions();

  @Parameters(paramLabel = "GUN", description = "The full name of a collection, such as docker.io/library/alpine.")
  private String name = "";

  MemoryShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Gun gun = options.gun(name);
    try (OpenMemory memory = options.memory()) {
      MemoryEntries entries = new MemoryEntries(memory.of(gun, options.deadline()));
      if (entries.entries().isEmpty()) {
        terminal.complain("nothing is remembered of " + gun);
        return ExitCode.REJECTED.number();
      }
      terminal.answer(options.json() ? entries.json() : entries.show());
      return entries.exitCode().number();
    }
  }
}
