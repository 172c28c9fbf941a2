package dev.trustverifier.tuf.config;

import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.DockerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a credential is to be found. Never the credential itself. Immutable.
 *
 * @param store what holds the credential
 * @param name where in the store: a path, or the name of a variable
 */
public record CredentialReference(Store store, String name) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What may hold a credential. */
  public enum Store {
    /** A file such as docker's {@code config.json}, or the folder it is in; see {@link DockerConfig}. */
    DOCKER_CONFIG,
    /** A variable of the environment; see {@link Credentials#inEnvironment}. */
    ENV;

    /**
     * As policy files write it.
     *
     * @return {@code docker-config} or {@code env}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is no path, or no variable could have it; the message does not repeat it
   */
  public CredentialReference {
    Objects.requireNonNull(store);
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a credential reference says where to look");
    }
    if (store == Store.ENV && !VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("after env: comes the name of a variable: letters, digits and _");
    }
  }

  /**
   * Reads {@code docker-config:PATH} or {@code env:NAME}.
   *
   * @param text the reference
   * @param relativeTo the folder that a path starts from
   * @return the reference, its path resolved
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it, lest it be a secret
   */
  static CredentialReference parse(String text, Path relativeTo) {
    String label = text.substring(0, Math.max(0, text.indexOf(':')));
    Optional<Store> store = Arrays.stream(Store.values()).filter(s -> s.label().equals(label)).findAny();
    if (store.isEmpty()) {
      throw new IllegalArgumentException(
          "a credential is named by docker-config:PATH or env:NAME, for an ACR also by workload-identity or"
              + " managed-identity[:CLIENT_ID], and never written here itself");
    }
    String name = text.substring(label.length() + 1);
    boolean isPath = store.get() == Store.DOCKER_CONFIG && !name.isEmpty() && name.indexOf('\0') < 0;
    return new CredentialReference(store.get(), isPath ? SettingsFile.path(relativeTo, name).toString() : name);
  }

  /**
   * What looks it up, each time it is needed.
   *
   * @return the credentials that are found there
   */
  public Credentials open() {
    if (store == Store.ENV) {
      return Credentials.inEnvironment(name);
    }
    Path path = Path.of(name);
    return Files.isDirectory(path) ? DockerConfig.in(path) : DockerConfig.file(path);
  }

  /**
   * As policy files write it.
   *
   * @return such as {@code env:REGISTRY_TOKEN}
   */
  @Override
  public String toString() {
    return store.label() + ":" + name;
  }
}
