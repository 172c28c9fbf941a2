package dev.trustverifier.tck.server;

import java.util.Objects;
import java.util.Optional;

/**
 * What a server was asked, without the secrets that it was asked with.
 *
 * @param method in capitals
 * @param target path and query, as sent
 * @param authorization how the request was authorized, in lower case, such as {@code bearer}; empty if it was not
 * @param status the status of the answer that it was to get, even if the answer was spoilt on its way
 */
public record ReceivedRequest(String method, String target, Optional<String> authorization, int status) {
  /** Checks that nothing is missing. */
  public ReceivedRequest {
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
    Objects.requireNonNull(authorization);
  }

  /**
   * What was asked for.
   *
   * @return the target without its query
   */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  @Override
  public String toString() {
    return method + " " + target + authorization.map(scheme -> " (" + scheme + ")").orElse("") + " " + status;
  }
}
