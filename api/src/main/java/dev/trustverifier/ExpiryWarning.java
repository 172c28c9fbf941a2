package dev.trustverifier;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in a collection that ceases to hold. Immutable.
 *
 * @param role whose file, or whose key's certificate
 * @param certificate the key that comes in the certificate; empty if it is the file that expires
 * @param expires when
 */
public record ExpiryWarning(RoleName role, Optional<KeyId> certificate, Instant expires) {
  /** Checks that nothing is missing. */
  public ExpiryWarning {
    Objects.requireNonNull(role);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(expires);
  }

  /**
   * The warning for people.
   *
   * @return one line, such as {@code targets/alice: the file expires at 2026-12-01T00:00:00Z}
   */
  public String message() {
    return role + ": " + certificate.map(key -> "the certificate of key " + key).orElse("the file") + " expires at "
        + expires;
  }
}
