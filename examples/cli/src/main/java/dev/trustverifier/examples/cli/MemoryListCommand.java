package dev.trustverifier.examples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trustverify memory list}: which collections are remembered. */
@Command(
    name = "list",
    description = "Lists the collections that are remembered, and what cannot be read.",
    footer = "Exit codes: 0 all read, 2 wrong usage, 3 something cannot be read.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MemoryListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final MemoryOptions options = new MemoryOptions();

  MemoryListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenMemory memory = options.memory()) {
      MemoryEntries entries = new MemoryEntries(memory.list(options.deadline()));
      terminal.answer(options.json() ? entries.json() : entries.list());
      return entries.exitCode().number();
    } catch (IOException e) {
      terminal.complain("the memory cannot be listed: " + e.getMessage());
      return ExitCode.UNDECIDED.number();
    }
  }
}
