package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Credentials;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to be let in. Immutable.
 *
 * @param credentials who asks, where nobody is not enough
 * @param tokenHosts the hosts, beside the server's own, whose token services may see credentials; in lower case
 * @param scopes what tokens are asked for
 */
public record Access(Credentials credentials, Set<String> tokenHosts, Scopes scopes) {
  /** Copies the hosts. */
  public Access {
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(scopes);
    tokenHosts = tokenHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a place may see who asks a server: it is of the same host, or of one that was named for it. */
  boolean maySee(URI place, ServerAddress server) {
    String host = place.getHost().toLowerCase(Locale.ROOT);
    return host.equals(server.host()) || tokenHosts.contains(host);
  }
}
