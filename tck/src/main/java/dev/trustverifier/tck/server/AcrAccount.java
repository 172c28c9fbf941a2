package dev.trustverifier.tck.server;

/**
 * Somebody whom a registry knows, or Entra.
 *
 * @param name a user's name, or the id of an application
 * @param secret a password, a client's secret, or what its federated token is
 * @param role what it may do
 */
record AcrAccount(String name, String secret, AcrRole role) {

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " as " + role;
  }
}
