package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.config.EntraReference;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.DockerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As whom to ask a server. A password is never an argument, which all processes could read. */
final class CredentialOptions {
  private static final int LONGEST_PASSWORD = 64 * 1024;

  @Option(
      names = "--docker-config",
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description = "Ask with what docker login keeps in this folder, such as ~/.docker. Default: ask as nobody.")
  private @Nullable Path dockerConfig;

  @Option(names = "--user", paramLabel = "NAME", description = "Ask as this user; needs --password-stdin.")
  private @Nullable String user;

  @Option(names = "--password-stdin", description = "Read the password of --user from standard input.")
  private boolean passwordComes;

  @Option(
      names = "--identity",
      paramLabel = "workload-identity|managed-identity[:CLIENT_ID]",
      converter = IdentityConverter.class,
      description = "Ask an ACR as this identity of Entra, as Azure's variables of the environment describe it.")
  private @Nullable EntraReference identity;

  @Option(
      names = "--token-host",
      paramLabel = "HOST",
      description = "Let the token service of this host see the credential. Default: only the server's own host.")
  private @Nullable String tokenHost;

  @Option(
      names = "--certs",
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description = "Believe and show certificates of this folder, such as /etc/docker/certs.d. Default: none.")
  private @Nullable Path certificates;

  CredentialOptions() {}

  boolean areGiven() {
    return dockerConfig != null || user != null || passwordComes || identity != null || tokenHost != null
        || certificates != null;
  }

  /** What they say; IllegalArgumentException if they contradict each other. */
  Login login(InputStream stdin) {
    boolean asUser = user != null || passwordComes;
    if (dockerConfig != null && asUser) {
      throw new IllegalArgumentException("--docker-config and --user exclude each other");
    }
    if (identity != null && (dockerConfig != null || asUser)) {
      throw new IllegalArgumentException("--identity excludes --docker-config and --user");
    }
    if ((user != null) != passwordComes) {
      throw new IllegalArgumentException("--user and --password-stdin need each other");
    }
    Optional<Credentials> credentials = user != null
        ? Optional.of(Credentials.of(Credential.password(user, password(stdin))))
        : Optional.ofNullable(dockerConfig).map(DockerConfig::in);
    return new Login(credentials, Optional.ofNullable(identity), Optional.ofNullable(tokenHost),
        Optional.ofNullable(certificates));
  }

  /** The first line, or all there is. */
  private static String password(InputStream stdin) {
    try {
      String text = new String(stdin.readNBytes(LONGEST_PASSWORD), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new IllegalArgumentException("--password-stdin: standard input cannot be read", e);
    }
  }
}
