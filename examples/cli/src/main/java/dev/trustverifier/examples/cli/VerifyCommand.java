package dev.trustverifier.examples.cli;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trustverify verify}: a verdict on each image. */
@Command(
    name = "verify",
    description = "Says of each image whether it is trusted, and by which digest to run it.",
    footer = "Exit codes: 0 all trusted or exempt, 1 something rejected, 2 wrong usage, 3 something undecided.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TrustOptions trust = new TrustOptions();

  @Mixin private final AskOptions options = new AskOptions();

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Images, such as registry.example/app:1.4.")
  private List<String> images = new ArrayList<>();

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * An image and what became of it.
   *
   * @param image as it was typed
   * @param verdict the verdict
   */
  record Answer(String image, Verdict verdict) {}

  @Override
  public Integer call() {
    List<ImageReference> references = images.stream().map(i -> Trustverify.reference(spec, i)).toList();
    List<Answer> answers = new ArrayList<>();
    try (TufTrustVerifier verifier = options.verifier(trust.policy(options), terminal)) {
      Map<ImageReference, Verdict> verdicts = verifier.verifyAll(references, options.deadline());
      for (int i = 0; i < references.size(); i++) {
        answers.add(new Answer(images.get(i), verdicts.get(references.get(i))));
      }
    }
    terminal.answer(options.json() ? VerdictJson.array(answers) : VerdictLines.of(answers, terminal));
    return ExitCode.of(answers.stream().map(Answer::verdict).toList()).number();
  }
}
