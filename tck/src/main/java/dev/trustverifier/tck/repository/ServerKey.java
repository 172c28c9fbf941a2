package dev.trustverifier.tck.repository;

import java.security.PrivateKey;
import java.util.Objects;

/**
 * What a TLS server shows and holds.
 *
 * @param privateKey the key that nobody else has
 * @param certificates in PEM, the server's own first, then the intermediates
 */
public record ServerKey(PrivateKey privateKey, String certificates) {
  /** Checks that nothing is missing. */
  public ServerKey {
    Objects.requireNonNull(privateKey);
    Objects.requireNonNull(certificates);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return certificates;
  }
}
