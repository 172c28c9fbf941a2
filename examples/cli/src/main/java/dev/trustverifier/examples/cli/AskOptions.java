package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import dev.trustverifier.tuf.config.PolicyFile;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where to ask, what to remember, as of when and for how long: the options of all commands that verify. */
final class AskOptions {
  /** As much as one refresh may fetch, so that what was proven is asked for once in a run. */
  private static final long KEEP_ALL = 256L * 1024 * 1024;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--source",
      paramLabel = "notary:URL|acr:HOST|bundle:PATH",
      converter = SourceChoice.Converter.class,
      description = {
        "Where the metadata is: a Notary server, an Azure Container Registry, or a folder laid out as a server or as"
            + " docker's trust folder.",
        "It serves all images, in place of the sources that a policy file names."
      })
  private @Nullable SourceChoice source;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      converter = PemConverter.class,
      description = "Certificates in PEM that vouch for the server, in place of those that the system trusts.")
  private @Nullable String authorities;

  @Mixin private final CredentialOptions login = new CredentialOptions();

  // Without it, nothing is remembered.
  @ArgGroup(multiplicity = "0..1")
  private @Nullable MemoryPlace memory;

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

  private @Nullable Deadline deadline;

  AskOptions() {}

  boolean json() {
    return json;
  }

  /** When to give up: one for the whole command, which begins when this is first asked for. */
  Deadline deadline() {
    if (deadline == null) {
      deadline = Deadline.after(timeout);
    }
    return deadline;
  }

  /** What the command takes for now. */
  InstantSource clock() {
    return instant == null ? InstantSource.system() : InstantSource.fixed(instant);
  }

  /** Sets up what the options ask for; a ParameterException says what is wrong with them. */
  TufTrustVerifier verifier(PolicyFile trust, Terminal terminal) {
    try {
      TufTrustVerifierBuilder builder = TufTrustVerifier.builder().cacheBytes(KEEP_ALL).clock(clock());
      DownloadListener listener = terminal.isWatched() && !json ? new Progress(terminal.err()) : (file, bytes) -> {};
      if (source != null) {
        builder.source(source.open(terms(terminal, listener)));
      } else if (authorities != null || login.areGiven()) {
        throw new IllegalArgumentException(SourceChoice.ONLY_FOR_SERVERS);
      } else if (trust.sources().entries().isEmpty()) {
        builder.source(new NoSource());
      }
      if (source == null) {
        trust.sources().entries()
            .forEach(entry -> builder.source(entry.pattern().toString(), new LateSource(entry.value(), listener)));
      }
      return builder.policy(trust.policy()).memory(memory()).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }

  private SourceChoice.Terms terms(Terminal terminal, DownloadListener listener) {
    return new SourceChoice.Terms(Optional.ofNullable(authorities), login.login(terminal.in()), listener);
  }

  boolean hasSource() {
    return source != null;
  }

  private TrustMemory memory() {
    return memory == null ? new InProcessTrustMemory() : memory.make(deadline());
  }
}
