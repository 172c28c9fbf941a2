package dev.trustverifier.examples.cli;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.config.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trustverify policy explain}: why which rule applies to an image. */
@Command(
    name = "explain",
    description = "Tells which rule applies to an image, which lost, and who would be asked. Nobody is.",
    footer = "Exit codes: 0 explained, 2 wrong usage.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PolicyExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      converter = PolicyText.Converter.class,
      description = "A policy in JSON, or in YAML if the name ends in .yaml or .yml.")
  private @Nullable PolicyFile file;

  @Parameters(index = "1", paramLabel = "IMAGE", description = "An image, such as registry.example/app:1.4.")
  private String image = "";

  PolicyExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ImageReference reference = Trustverify.reference(spec, image);
    TrustPolicy policy = Objects.requireNonNull(file).policy();
    List<String> lines = new ArrayList<>(policy.explain(reference).lines());
    asked(reference.gun()).ifPresent(lines::add);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(PlainText.of(line)).append('\n'));
    terminal.answer(text.toString().getBytes(StandardCharsets.UTF_8));
    return ExitCode.TRUSTED.number();
  }

  /** Who would be asked, if anybody. */
  private Optional<String> asked(Gun image) {
    PolicyFile read = Objects.requireNonNull(file);
    Optional<TrustRule> rule = read.policy().ruleFor(image).map(PatternMap.Entry::value);
    if (rule.isEmpty() || !(rule.get() instanceof TrustRule.Verify verify)) {
      return Optional.empty();
    }
    Optional<Gun> original =
        verify.mirrored().isEmpty() ? Optional.of(image) : verify.mirrored().get().originalOf(image);
    return original.map(gun -> gun + ": " + read.sources().find(gun)
        .map(entry -> "the source for " + entry.pattern() + " is asked: " + LateSource.place(entry.value()))
        .orElse("no source is named"));
  }
}
