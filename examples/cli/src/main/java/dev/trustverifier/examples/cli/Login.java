package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.config.EntraReference;
import dev.trustverifier.tuf.credential.Credentials;
import java.util.Optional;

/**
 * As whom to ask a server.
 *
 * @param credentials what it takes itself
 * @param identity whom Entra knows, for a registry of Azure
 * @param tokenHost who else may see the credential
 */
record Login(Optional<Credentials> credentials, Optional<EntraReference> identity, Optional<String> tokenHost) {

  /** Whether nothing was said. */
  boolean isEmpty() {
    return credentials.isEmpty() && identity.isEmpty() && tokenHost.isEmpty();
  }
}
