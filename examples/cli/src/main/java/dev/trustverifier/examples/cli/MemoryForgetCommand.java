package dev.trustverifier.examples.cli;

import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trustverify memory forget}: makes the next use of a collection the first. */
@Command(
    name = "forget",
    description = {
      "Forgets a collection, so that its next use is the first: for one that its publisher deleted and made anew.",
      "What is forgotten is recorded: in forgotten.log in the folder, or in a table beside the others."
    },
    footer = "Exit codes: 0 forgotten, 1 nothing was remembered, 2 wrong usage, 3 it could not be forgotten.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MemoryForgetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final MemoryOptions options = new MemoryOptions();

  @Parameters(paramLabel = "GUN", description = "The full name of a collection, such as docker.io/library/alpine.")
  private String name = "";

  MemoryForgetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Gun gun = options.gun(name);
    try (OpenMemory memory = options.memory()) {
      List<MemoryKey> forgotten = memory.forget(gun, options.deadline());
      if (forgotten.isEmpty()) {
        terminal.complain("nothing is remembered of " + gun);
        return ExitCode.REJECTED.number();
      }
      terminal.answer(options.json() ? json(forgotten) : text(forgotten));
      return ExitCode.TRUSTED.number();
    } catch (IOException e) {
      terminal.complain(gun + " could not be forgotten: " + e.getMessage());
      return ExitCode.UNDECIDED.number();
    }
  }

  private static byte[] text(List<MemoryKey> forgotten) {
    return forgotten.stream()
        .map(key -> "forgotten: " + key.gun() + " (" + key.basis().label() + ")\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(List<MemoryKey> forgotten) {
    return JsonText.array(json -> {
      for (MemoryKey key : forgotten) {
        json.writeStartObject();
        json.writeStringField("gun", key.gun().value());
        json.writeStringField("basis", key.basis().label());
        json.writeEndObject();
      }
    });
  }
}
