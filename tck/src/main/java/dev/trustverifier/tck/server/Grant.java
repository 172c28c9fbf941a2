package dev.trustverifier.tck.server;

import java.time.Instant;
import java.util.Set;

/**
 * What a token is good for.
 *
 * @param repositories names that may be pulled
 * @param expires from when on it is good for nothing
 */
record Grant(Set<String> repositories, Instant expires) {
  Grant {
    repositories = Set.copyOf(repositories);
  }

  boolean covers(String scope) {
    return scope.startsWith("repository:") && scope.endsWith(":pull")
        && repositories.contains(scope.substring("repository:".length(), scope.length() - ":pull".length()));
  }
}
