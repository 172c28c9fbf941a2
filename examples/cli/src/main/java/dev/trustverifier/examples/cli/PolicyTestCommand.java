package dev.trustverifier.examples.cli;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.config.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trustverify policy test}: whether a policy says what it should. */
@Command(
    name = "test",
    description = {
      "Verifies images by a policy, and compares the verdicts with those expected.",
      "Cases are a list such as [{\"image\": \"a.example/b\", \"verdict\": \"rejected\", \"rule\": \"not-expired\"}]; "
          + "verdicts are trusted, exempt, rejected and undecided, the rule may be left out."
    },
    footer = "Exit codes: 0 all as expected, 1 otherwise, 2 wrong usage.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PolicyTestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final AskOptions options = new AskOptions();

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      converter = PolicyText.Converter.class,
      description = "A policy in JSON, or in YAML if the name ends in .yaml or .yml.")
  private @Nullable PolicyFile file;

  @Parameters(
      index = "1",
      arity = "1",
      paramLabel = "CASES",
      converter = CaseFile.Converter.class,
      description = "Images and expected verdicts, in JSON or YAML.")
  private @Nullable CaseFile cases;

  PolicyTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<PolicyCase> expected = Objects.requireNonNull(cases).cases();
    List<ImageReference> images = expected.stream().map(PolicyCase::reference).toList();
    Map<ImageReference, Verdict> verdicts;
    try (TufTrustVerifier verifier = options.verifier(Objects.requireNonNull(file), terminal)) {
      verdicts = verifier.verifyAll(images, options.deadline());
    }
    terminal.answer(options.json() ? json(expected, verdicts) : table(expected, verdicts));
    boolean met = expected.stream().allMatch(wanted -> wanted.isMetBy(verdicts.get(wanted.reference())));
    return (met ? ExitCode.TRUSTED : ExitCode.REJECTED).number();
  }

  private static byte[] table(List<PolicyCase> expected, Map<ImageReference, Verdict> verdicts) {
    Table table = new Table("RESULT", "IMAGE", "EXPECTED", "VERDICT", "WHY");
    for (PolicyCase wanted : expected) {
      Verdict verdict = verdicts.get(wanted.reference());
      table.add(
          wanted.isMetBy(verdict) ? "ok" : "WRONG",
          wanted.image(),
          wanted.expected(),
          VerdictWord.of(verdict).label(),
          VerdictLines.reason(verdict));
    }
    return table.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(List<PolicyCase> expected, Map<ImageReference, Verdict> verdicts) {
    return JsonText.array(json -> {
      for (PolicyCase wanted : expected) {
        Verdict verdict = verdicts.get(wanted.reference());
        json.writeStartObject();
        json.writeStringField("image", wanted.image());
        json.writeBooleanField("asExpected", wanted.isMetBy(verdict));
        json.writeStringField("expected", wanted.verdict().label());
        VerdictJson.members(json, verdict);
        json.writeEndObject();
      }
    });
  }
}
