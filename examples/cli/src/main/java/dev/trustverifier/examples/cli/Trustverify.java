package dev.trustverifier.examples.cli;

import dev.trustverifier.ImageReference;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code trustverify}. */
@Command(
    name = "trustverify",
    description = "Answers whether container images are the ones their publishers signed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "verify|inspect|policy|memory|doctor")
public final class Trustverify {
  Trustverify() {}

  /**
   * Runs the command and ends the process.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  static int run(Terminal terminal, String... arguments) {
    try {
      return commandLine(terminal, arguments).execute(arguments);
    } catch (Throwable fault) { // An Error would end the process with 1, which means that something is rejected.
      return faulty(terminal, fault);
    }
  }

  private static CommandLine commandLine(Terminal terminal, String... arguments) {
    Map<String, Supplier<CommandLine>> commands = commands(terminal);
    // Setting up a command takes picocli as long as verifying an image takes the library: only the one that is named.
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    CommandLine line = new CommandLine(new Trustverify());
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.setExpandAtFiles(false)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true))
        .setParameterExceptionHandler((fault, given) -> misused(terminal, fault.getMessage()))
        .setExecutionExceptionHandler((fault, command, result) -> faulty(terminal, fault));
  }

  private static Map<String, Supplier<CommandLine>> commands(Terminal terminal) {
    Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    commands.put("verify", () -> new CommandLine(new VerifyCommand(terminal)));
    commands.put("inspect", () -> new CommandLine(new InspectCommand(terminal)));
    commands.put("policy", () -> new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyCheckCommand(terminal))
        .addSubcommand(new PolicyExplainCommand(terminal))
        .addSubcommand(new PolicyTestCommand(terminal)));
    commands.put("memory", () -> new CommandLine(new MemoryCommand())
        .addSubcommand(new MemoryListCommand(terminal))
        .addSubcommand(new MemoryShowCommand(terminal))
        .addSubcommand(new MemoryForgetCommand(terminal)));
    commands.put("doctor", () -> new CommandLine(new DoctorCommand(terminal)));
    return commands;
  }

  private static int misused(Terminal terminal, String message) {
    terminal.complain(message);
    return ExitCode.MISUSED.number();
  }

  private static int faulty(Terminal terminal, Throwable fault) {
    terminal.complain(fault instanceof OutputLost lost ? lost.getMessage() : "internal fault: " + fault);
    return ExitCode.UNDECIDED.number();
  }

  /** Reads an image, or says which one is wrong and why. */
  static ImageReference reference(@Nullable CommandSpec command, String image) {
    try {
      return ImageReference.parse(image);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }
}
