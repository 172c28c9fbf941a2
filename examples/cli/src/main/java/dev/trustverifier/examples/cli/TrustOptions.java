package dev.trustverifier.examples.cli;

import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.config.PolicyFile;
import dev.trustverifier.tuf.config.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whom to trust: a policy file, or one rule for all images. */
final class TrustOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      converter = PolicyText.Converter.class,
      description = "Whom to trust for which images, in JSON, or in YAML if the name ends in .yaml or .yml.")
  private @Nullable PolicyFile policy;

  @Option(names = "--tofu", description = "Trust on first use: believe the first root that is seen.")
  private boolean firstUse;

  @Option(
      names = "--pin",
      paramLabel = "root:FILE|cert:KEYID|ca:FILE",
      converter = PinConverter.class,
      description = {
        "Believe roots only that descend from this one, have this certificate, or have one issued below these.",
        "Several of one kind: any will do."
      })
  private List<TrustPin> pins = new ArrayList<>();

  @Option(
      names = "--signer",
      paramLabel = "NAME",
      description = "Ask for the signature of this delegation too, such as alice. Several: all of them.")
  private List<String> signers = new ArrayList<>();

  TrustOptions() {}

  /** What the options say; a ParameterException says what is wrong with them. */
  PolicyFile policy(AskOptions ask) {
    try {
      if (policy != null) {
        requireNothingBeside();
        return policy;
      }
      if (!ask.hasSource()) {
        throw new IllegalArgumentException("say where to ask: --source, or a --policy that does");
      }
      TrustPolicy all = TrustPolicy.builder().rule("**", rule()).build();
      return new PolicyFile(all, PatternMap.<SourceSettings>builder().build());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }

  private void requireNothingBeside() {
    if (firstUse || !pins.isEmpty() || !signers.isEmpty()) {
      throw new IllegalArgumentException("--policy says all: it excludes --tofu, --pin and --signer");
    }
  }

  private TrustRule rule() {
    if (firstUse && !pins.isEmpty()) {
      throw new IllegalArgumentException("--tofu and --pin exclude each other");
    }
    if (!firstUse && pins.isEmpty()) {
      throw new IllegalArgumentException("say whom to trust: --policy, --tofu or --pin");
    }
    if (pins.stream().map(TrustPin::getClass).distinct().count() > 1) {
      throw new IllegalArgumentException("all --pin must be of one kind: root:, cert: or ca:");
    }
    List<TrustPin> chosen = firstUse ? List.of(TrustPin.trustOnFirstUse()) : pins;
    TrustRule.Verify rule =
        TrustRule.pinned(chosen.get(0), chosen.subList(1, chosen.size()).toArray(TrustPin[]::new));
    return signers.isEmpty() ? rule : rule.signedBy(signers.toArray(String[]::new));
  }
}
