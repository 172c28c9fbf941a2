package dev.trustverifier.examples.cli;

import dev.trustverifier.ImageReference;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
    synopsisSubcommandLabel = "verify|inspect")
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
      return commandLine(terminal).execute(arguments);
    } catch (Throwable fault) { // An Error would end the process with 1, which means that something is rejected.
      return faulty(terminal, fault);
    }
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Trustverify());
    line.addSubcommand(new VerifyCommand(terminal)).addSubcommand(new InspectCommand(terminal));
    return line.setExpandAtFiles(false)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true))
        .setParameterExceptionHandler((fault, given) -> misused(terminal, fault.getMessage()))
        .setExecutionExceptionHandler((fault, command, result) -> faulty(terminal, fault));
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
