package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.config.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trustverify policy check}: whether a policy file can be used. */
@Command(
    name = "check",
    description = "Reads a policy file and all files that it names. Nobody is asked.",
    footer = "Exit codes: 0 it can be used, 1 it cannot, 2 wrong usage.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PolicyCheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      converter = FolderConverter.class,
      description = "A policy in JSON, or in YAML if the name ends in .yaml or .yml.")
  private Path file = Path.of("");

  PolicyCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PolicyFile read;
    try {
      read = PolicyText.read(file);
    } catch (IllegalArgumentException e) {
      terminal.complain(String.valueOf(e.getMessage()));
      return ExitCode.REJECTED.number();
    }
    String counts = "rules: " + read.policy().rules().size() + ", sources: " + read.sources().entries().size();
    terminal.answer((PlainText.of(file + " can be used; " + counts) + "\n").getBytes(StandardCharsets.UTF_8));
    return ExitCode.TRUSTED.number();
  }
}
