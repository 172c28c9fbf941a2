package dev.trustverifier.tuf.registry;

import dev.trustverifier.Outage;

/** What became of asking for a token where somebody answered. */
sealed interface Issued {

  /** A token that is good for a while. */
  record Given(AccessToken token) implements Issued {}

  /**
   * None for who asked, and in this way.
   *
   * @param why of kind {@code UNAUTHORISED} where it is not known who asks; without secrets
   */
  record Refused(Outage why) implements Issued {}
}
