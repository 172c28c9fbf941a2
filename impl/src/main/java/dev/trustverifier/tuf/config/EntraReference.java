package dev.trustverifier.tuf.config;

import dev.trustverifier.tuf.credential.EntraIdentity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which identity of Entra to ask a registry of Azure as. What the environment says of it is read when the source is
 * opened. Immutable.
 *
 * @param kind how its token is come by
 * @param client the id of one of several managed identities; empty for the only one, or the machine's own
 */
public record EntraReference(Kind kind, Optional<String> client) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,254}");

  /** How a token of Entra is come by. */
  public enum Kind {
    /** A file has a token that Entra takes for it; see {@link EntraIdentity.Workload#in}. */
    WORKLOAD_IDENTITY,
    /** The machine tells who it is; see {@link EntraIdentity.Managed#in}. */
    MANAGED_IDENTITY;

    /**
     * As policy files write it.
     *
     * @return {@code workload-identity} or {@code managed-identity}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it could be none, or belongs to a workload, which the environment names; the
   *     message does not repeat it
   */
  public EntraReference {
    Objects.requireNonNull(kind);
    if (kind == Kind.WORKLOAD_IDENTITY && client.isPresent()) {
      throw new IllegalArgumentException("a workload's client id is what the variable AZURE_CLIENT_ID says");
    }
    if (client.isPresent() && !ID.matcher(client.get()).matches()) {
      throw new IllegalArgumentException("after managed-identity: comes a client id: letters, digits and hyphens");
    }
  }

  /**
   * Reads {@code workload-identity}, {@code managed-identity} or {@code managed-identity:CLIENT_ID}.
   *
   * @param text the reference
   * @return the reference; empty if it is another one's
   * @throws IllegalArgumentException if the id could be none; the message does not repeat it, lest it be a secret
   */
  public static Optional<EntraReference> parse(String text) {
    int colon = text.indexOf(':');
    String label = colon < 0 ? text : text.substring(0, colon);
    Optional<String> client = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    return Arrays.stream(Kind.values()).filter(kind -> kind.label().equals(label)).findAny()
        .map(kind -> new EntraReference(kind, client));
  }

  /**
   * The identity, as the environment describes it.
   *
   * @param environment such as {@code System.getenv()}
   * @return the identity; nothing has been asked yet
   * @throws IllegalArgumentException if a variable is missing, or none that could be right
   */
  public EntraIdentity in(Map<String, String> environment) {
    return kind == Kind.WORKLOAD_IDENTITY
        ? EntraIdentity.Workload.in(environment)
        : EntraIdentity.Managed.in(environment, client);
  }

  /**
   * As policy files write it.
   *
   * @return such as {@code managed-identity:00000000-0000-0000-0000-000000000000}
   */
  @Override
  public String toString() {
    return kind.label() + client.map(id -> ":" + id).orElse("");
  }
}
