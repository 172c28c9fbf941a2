package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Credential;

/** What lets a caller in. */
sealed interface Pass {

  /** Whether it is somebody's, and not nobody's. */
  boolean isPersonal();

  /** A token of a token service. */
  record Bearer(Grant grant) implements Pass {
    @Override
    public boolean isPersonal() {
      return grant.identity().isPresent();
    }
  }

  /** A password that the server itself wants to see. */
  record Basic(Credential.Password password) implements Pass {
    @Override
    public boolean isPersonal() {
      return true;
    }
  }
}
