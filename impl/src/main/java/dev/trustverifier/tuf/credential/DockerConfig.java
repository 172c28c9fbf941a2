package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The credentials that {@code docker login} keeps: {@code auths}, {@code credsStore} and {@code credHelpers} of a
 * {@code config.json}, or of a Kubernetes secret of type {@code kubernetes.io/dockerconfigjson}. Immutable.
 *
 * <p>As docker does it, a registry's own helper in {@code credHelpers} comes before the {@code credsStore}, and where
 * either is named for it, {@code auths} is not looked at. Docker Hub is known as {@code https://index.docker.io/v1/}.
 * The file is read for every question, so that a login is found at once. A file that is not there offers nothing; one
 * that cannot be read, or is no such file, is an outage of kind {@code IO}.
 *
 * <p>A helper is the program {@code docker-credential-NAME} of the {@code PATH}, where the name has letters, digits,
 * {@code . _ -} only. It has until the deadline, but at most 30 seconds, and is ended then with its children; it may
 * answer with 64 KiB.
 */
public final class DockerConfig implements Credentials {
  private static final int LONGEST = 4 * 1024 * 1024;
  private static final String FILE_NAME = "config.json";

  private final Path file;
  private final Optional<Path> helpers;

  private DockerConfig(Path file, Optional<Path> helpers) {
    this.file = file;
    this.helpers = helpers;
  }

  /**
   * Docker's folder, as {@code DOCKER_CONFIG} or {@code docker --config} names it.
   *
   * @param folder holds {@code config.json}
   * @return the credentials in it
   */
  public static DockerConfig in(Path folder) {
    return new DockerConfig(folder.resolve(FILE_NAME), Optional.empty());
  }

  /**
   * One file, such as {@code .dockerconfigjson} of a mounted secret.
   *
   * @param file shaped as docker's {@code config.json}
   * @return the credentials in it
   */
  public static DockerConfig file(Path file) {
    return new DockerConfig(file, Optional.empty());
  }

  /**
   * The same with helpers of one folder, in place of those on the {@code PATH}.
   *
   * @param folder where the programs are
   * @return the credentials, found by these
   */
  public DockerConfig helpersIn(Path folder) {
    return new DockerConfig(file, Optional.of(folder));
  }

  @Override
  public Offered offer(String registry, Deadline deadline) {
    if (Files.notExists(file)) {
      return new Offered.Nothing();
    }
    try {
      WrittenJson config = WrittenJson.read(content());
      String server = RegistryKey.of(registry);
      Optional<String> helper = helper(config, server);
      return helper.isPresent()
          ? new CredentialProgram(helper.get(), helpers).find(server, deadline)
          : new DockerAuths(config).find(server);
    } catch (WrittenFault e) { // What it says may be a part of a secret.
      return failed("is no JSON as docker writes it, line " + e.line() + ", column " + e.column());
    } catch (IOException e) {
      return failed("cannot be read: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      return failed(e.getMessage());
    }
  }

  private byte[] content() throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] content = input.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new IllegalArgumentException("is longer than " + LONGEST + " bytes");
      }
      return content;
    }
  }

  private static Optional<String> helper(WrittenJson config, String server) {
    Optional<String> own = config.member("credHelpers")
        .flatMap(helpers -> RegistryKey.member(helpers, server))
        .flatMap(WrittenJson::string);
    return own.or(() -> config.member("credsStore").flatMap(WrittenJson::string)).filter(name -> !name.isEmpty());
  }

  private Offered failed(String what) {
    return new Offered.Failed(new Outage(Kind.IO, file + " " + what));
  }

  @Override
  public String toString() {
    return "docker's credentials in " + file;
  }
}
