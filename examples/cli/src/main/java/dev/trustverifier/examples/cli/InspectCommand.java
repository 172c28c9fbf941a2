package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.Verdict;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trustverify inspect}: what a collection holds, once it is proven. */
@Command(
    name = "inspect",
    description = {
      "Verifies a whole collection and shows its tags, signers and keys.",
      "With a tag, that tag is verified too, and only it is shown.",
      "Warns of what expires within 30 days."
    },
    footer = "Exit codes: 0 trusted, 1 rejected, 2 wrong usage, 3 undecided.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {
  /** Time enough to renew what expires. */
  private static final Duration SOON = Duration.ofDays(30);

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TrustOptions trust = new TrustOptions();

  @Mixin private final AskOptions options = new AskOptions();

  @Parameters(paramLabel = "REPOSITORY[:TAG]", description = "A collection, or one tag of it.")
  private String subject = "";

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ImageReference image = Trustverify.reference(spec, subject);
    if (image.digest().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "inspect takes REPOSITORY or REPOSITORY:TAG, no digest: " + subject);
    }
    Finding finding;
    Instant soon = options.clock().instant().plus(SOON);
    try (TufTrustVerifier verifier = options.verifier(trust.policy(options), terminal)) {
      finding = isTagged() ? ofTag(verifier, image) : ofCollection(verifier, image.gun());
    }
    terminal.answer(
        options.json() ? FindingJson.array(finding, soon) : FindingText.of(finding, soon, terminal));
    return finding.exitCode().number();
  }

  // A reference never comes without a tag: the library adds the one that docker would.
  private boolean isTagged() {
    return subject.lastIndexOf(':') > subject.lastIndexOf('/');
  }

  private Finding ofTag(TufTrustVerifier verifier, ImageReference image) {
    Deadline deadline = options.deadline();
    Inspection inspection = verifier.inspect(image.gun(), deadline);
    Optional<Verdict> verdict =
        inspection instanceof Inspection.Sound ? Optional.of(verifier.verify(image, deadline)) : Optional.empty();
    return new Finding(subject, inspection, image.tag(), verdict);
  }

  private Finding ofCollection(TufTrustVerifier verifier, Gun gun) {
    return new Finding(subject, verifier.inspect(gun, options.deadline()), Optional.empty(), Optional.empty());
  }
}
