package dev.trustverifier.tuf.credential;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody whom Entra knows, and how to come by an access token that says so. An Azure Container Registry takes it in
 * exchange for a token of its own. Immutable; no {@code toString} shows a secret.
 */
public sealed interface EntraIdentity {
  /** Whom the tokens are for: container registries, in all clouds. */
  String AUDIENCE = "https://containerregistry.azure.net";
  /** What the tokens are asked for, where Entra wants a scope. */
  String SCOPE = AUDIENCE + "/.default";

  /**
   * Whoever a program of yours gets tokens for.
   *
   * @param tokens is asked for a token when a registry's own is used up
   */
  record Supplied(EntraTokens tokens) implements EntraIdentity {
    /** Checks that there is one. */
    public Supplied {
      Objects.requireNonNull(tokens);
    }

    @Override
    public String toString() {
      return "whom the supplier knows";
    }
  }

  /**
   * A federated workload: a file holds a token that Entra takes for it, such as that of a Kubernetes service account.
   *
   * @param authority where Entra is, such as {@link EntraCloud#authority()}
   * @param tenant the id of its directory
   * @param client the id of the application
   * @param tokenFile holds the token; read each time, since it is renewed
   */
  record Workload(URI authority, String tenant, String client, Path tokenFile) implements EntraIdentity {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,254}");

    /**
     * Checks the URL and the ids.
     *
     * @throws IllegalArgumentException if the URL has a user, a query or a fragment, or the tenant could be none
     */
    public Workload {
      Place.require(authority);
      if (!ID.matcher(tenant).matches() || client.isBlank()) {
        throw new IllegalArgumentException("a tenant is an id or a domain's name, and a client has an id");
      }
      Objects.requireNonNull(tokenFile);
    }

    /**
     * As the environment says it where Azure set it up: {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code
     * AZURE_FEDERATED_TOKEN_FILE}, and {@code AZURE_AUTHORITY_HOST}, which is that of the public cloud if it is
     * missing.
     *
     * @param environment such as {@code System.getenv()}
     * @return the identity
     * @throws IllegalArgumentException if a variable is missing, or none that could be right
     */
    public static Workload in(Map<String, String> environment) {
      return new Workload(
          URI.create(environment.getOrDefault("AZURE_AUTHORITY_HOST", EntraCloud.PUBLIC.authority().toString())),
          Place.variable(environment, "AZURE_TENANT_ID"),
          Place.variable(environment, "AZURE_CLIENT_ID"),
          Path.of(Place.variable(environment, "AZURE_FEDERATED_TOKEN_FILE")));
    }

    @Override
    public String toString() {
      return "the workload " + client;
    }
  }

  /**
   * A managed identity: the machine itself is asked who it is.
   *
   * @param endpoint where; a link-local or loopback address, if not https. Asked again while it says 404, 410, 429 or
   *     5xx, for about a minute and a half within the deadline
   * @param client the id of one of several identities; empty for the only one, or the machine's own
   * @param header what App Service and Container Apps want to be shown; empty on virtual machines
   */
  record Managed(URI endpoint, Optional<String> client, Optional<Secret> header) implements EntraIdentity {
    private static final URI MACHINE = URI.create("http://169.254.169.254/metadata/identity/oauth2/token");

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it has a user, a query or a fragment
     */
    public Managed {
      Place.require(endpoint);
      Objects.requireNonNull(client);
      Objects.requireNonNull(header);
    }

    /**
     * As the environment says it: at {@code IDENTITY_ENDPOINT} with {@code IDENTITY_HEADER} where there are both, else
     * as on a virtual machine.
     *
     * @param environment such as {@code System.getenv()}
     * @param client the id of one of several identities
     * @return the identity
     * @throws IllegalArgumentException if the endpoint is no URL
     */
    public static Managed in(Map<String, String> environment, Optional<String> client) {
      return environment.containsKey("IDENTITY_ENDPOINT") && environment.containsKey("IDENTITY_HEADER")
          ? new Managed(URI.create(environment.get("IDENTITY_ENDPOINT")), client,
              Optional.of(Secret.of(environment.get("IDENTITY_HEADER"))))
          : new Managed(MACHINE, client, Optional.empty());
    }

    @Override
    public String toString() {
      return "the managed identity " + client.orElse("of this machine");
    }
  }
}
