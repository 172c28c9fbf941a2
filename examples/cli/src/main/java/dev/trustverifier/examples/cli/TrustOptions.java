package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that both commands have. */
final class TrustOptions {
  /** As much as one refresh may fetch, so that what was proven is asked for once in a run. */
  private static final long KEEP_ALL = 256L * 1024 * 1024;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "notary:URL|bundle:PATH",
      converter = SourceChoice.Converter.class,
      description = "Where the metadata is: a Notary server, or a folder laid out as a server or as docker's trust folder.")
  private @Nullable SourceChoice source;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      converter = PemConverter.class,
      description = "Certificates in PEM that vouch for the server, in place of those that the system trusts.")
  private @Nullable String authorities;

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
      names = "--trust-dir",
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description = "Remember in this folder what was trusted, to notice what is taken back. Default: remember nothing.")
  private @Nullable Path trustFolder;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "Verify as of this instant, such as 2026-11-22T14:00:00Z. Default: now.")
  private @Nullable Instant instant;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = SecondsConverter.class,
      defaultValue = "30",
      description = "Give up after this time, for the whole command. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(30);

  @Option(names = "--json", description = "Print one JSON array instead of text.")
  private boolean json;

  TrustOptions() {}

  boolean json() {
    return json;
  }

  Deadline deadline() {
    return Deadline.after(timeout);
  }

  /** Sets up what the options ask for; a ParameterException says what is wrong with them. */
  TufTrustVerifier verifier(Terminal terminal) {
    try {
      TufTrustVerifierBuilder builder = TufTrustVerifier.builder().cacheBytes(KEEP_ALL);
      builder.policy(TrustPolicy.builder().rule("**", rule()).build());
      DownloadListener listener = terminal.isWatched() && !json ? new Progress(terminal.err()) : (file, bytes) -> {};
      builder.source(present(source).open(Optional.ofNullable(authorities), listener)).memory(memory());
      Optional.ofNullable(instant).ifPresent(at -> builder.clock(InstantSource.fixed(at)));
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(present(command).commandLine(), e.getMessage(), e);
    }
  }

  private TrustRule rule() {
    if (firstUse && !pins.isEmpty()) {
      throw new IllegalArgumentException("--tofu and --pin exclude each other");
    }
    if (!firstUse && pins.isEmpty()) {
      throw new IllegalArgumentException("say whom to trust: --tofu or --pin");
    }
    if (pins.stream().map(TrustPin::getClass).distinct().count() > 1) {
      throw new IllegalArgumentException("all --pin must be of one kind: root:, cert: or ca:");
    }
    List<TrustPin> chosen = firstUse ? List.of(TrustPin.trustOnFirstUse()) : pins;
    return TrustRule.pinned(chosen.get(0), chosen.subList(1, chosen.size()).toArray(TrustPin[]::new));
  }

  private TrustMemory memory() {
    return trustFolder == null ? new InProcessTrustMemory() : FileTrustMemory.at(trustFolder);
  }

  // picocli sets these before any method is called.
  private static <T> T present(@Nullable T given) {
    if (given == null) {
      throw new IllegalStateException("not set by picocli");
    }
    return given;
  }
}
