package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;

/**
 * Where access tokens of Entra come from, such as an SDK of Azure's.
 *
 * <p>Implementations are safe for use by several threads and return by the deadline. What they throw is an outage of
 * kind {@code UNREACHABLE}, or of kind {@code TIMED_OUT} or {@code INTERRUPTED} if that is so, which names the
 * exception's class and not its message.
 */
@FunctionalInterface
public interface EntraTokens {

  /**
   * Gets an access token.
   *
   * @param scope what for, as Entra calls it: {@link EntraIdentity#SCOPE}
   * @param deadline when to give up
   * @return a token that is good for another while
   */
  Secret token(String scope, Deadline deadline);
}
