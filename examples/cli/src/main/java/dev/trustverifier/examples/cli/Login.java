package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.config.EntraReference;
import dev.trustverifier.tuf.credential.Credentials;
import java.nio.file.Path;
import java.util.Optional;

/**
 * As whom to ask a server.
 *
 * @param credentials what it takes itself
 * @param identity whom Entra knows, for a registry of Azure
 * @param tokenHost who else may see the credential
 * @param certificates a folder of certificates as docker has it
 */
record Login(
    Optional<Credentials> credentials,
    Optional<EntraReference> identity,
    Optional<String> tokenHost,
    Optional<Path> certificates) {

  /** Whether nothing was said. */
  boolean isEmpty() {
    return credentials.isEmpty() && identity.isEmpty() && tokenHost.isEmpty() && certificates.isEmpty();
  }
}
