package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trustverify doctor}: whether a server can be asked, and what to do where it cannot. */
@Command(
    name = "doctor",
    description = {
      "Resolves, connects, asks and is let in, as a verification would, and shows the time of each step.",
      "Nothing is verified. Without REPOSITORY, it asks for one that hardly exists."
    },
    footer = "Exit codes: 0 the server answers, 1 it has nothing signed of REPOSITORY, 2 wrong usage, 3 it fails.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
  private static final long LARGEST_ROOT = 16 * 1024 * 1024;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CredentialOptions login = new CredentialOptions();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      converter = PemConverter.class,
      description = "Certificates in PEM that vouch for the server, in place of those that the system trusts.")
  private @Nullable String authorities;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = SecondsConverter.class,
      defaultValue = "30",
      description = "Give up after this time. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(30);

  @Parameters(
      index = "0",
      paramLabel = "notary:URL|acr:HOST",
      converter = SourceChoice.Converter.class,
      description = "The server.")
  private @Nullable SourceChoice source;

  @Parameters(index = "1", arity = "0..1", paramLabel = "REPOSITORY", description = "Such as registry.example/app.")
  private @Nullable String repository;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Deadline deadline = Deadline.after(timeout);
    if (!(source instanceof SourceChoice.Server server)) {
      throw misused("a doctor is for servers: notary:URL or acr:HOST");
    }
    Gun gun = gun(server);
    Examination examination = new Examination(server.server(), Optional.ofNullable(authorities));
    Optional<String> trouble = examination.reach(deadline);
    if (trouble.isPresent()) {
      return report(examination, ExitCode.UNDECIDED, trouble.get());
    }
    try (MetadataSource opened = open(server, examination)) {
      MetadataName root = new MetadataName.Current(RoleName.ROOT);
      return report(examination, opened.fetch(gun, root, LARGEST_ROOT, deadline));
    }
  }

  private MetadataSource open(SourceChoice.Server server, Examination examination) {
    server.onRequest(examination::asked);
    try {
      return server.open(new SourceChoice.Terms(
          Optional.ofNullable(authorities), login.login(terminal.in()), (file, bytes) -> {}));
    } catch (IllegalArgumentException e) {
      throw misused(e.getMessage());
    }
  }

  private Gun gun(SourceChoice.Server source) {
    if (repository != null) {
      return Trustverify.reference(spec, repository).gun();
    }
    URI server = source.server();
    String registry = source instanceof SourceChoice.Acr
        ? server.getAuthority()
        : server.getHost() + ":" + Examination.port(server);
    return new Gun(registry + "/trustverify-doctor");
  }

  private int report(Examination examination, Fetched answer) {
    if (answer instanceof Fetched.Failed failed) {
      String advice = Advice.on(failed.outage().kind());
      return report(examination, ExitCode.UNDECIDED, failed.outage().message() + "\n" + advice);
    }
    if (answer instanceof Fetched.Found || repository == null) {
      return report(examination, ExitCode.TRUSTED, "The server answers.");
    }
    return report(examination, ExitCode.REJECTED, answer instanceof Fetched.Absent
        ? "The server answers, and has nothing signed of " + repository + ". Is its name complete, with its registry?"
        : "The server answers with a root of more than " + LARGEST_ROOT + " bytes. Is it a Notary server?");
  }

  private int report(Examination examination, ExitCode code, String conclusion) {
    StringBuilder text = new StringBuilder(examination.table()).append('\n');
    conclusion.lines().map(PlainText::of).forEach(line -> text.append(line).append('\n'));
    terminal.answer(text.toString().getBytes(StandardCharsets.UTF_8));
    return code.number();
  }

  private ParameterException misused(@Nullable String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(what));
  }
}
