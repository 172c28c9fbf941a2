package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import java.util.Optional;

/** Gives out tokens. Safe for use by several threads. */
interface Issuer {

  /** A new token; empty if none is given to who asks. */
  Optional<AccessToken> ask(Grant grant, Deadline deadline) throws NoAnswer;
}
