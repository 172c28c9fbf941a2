package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;

/** Gives out tokens. Safe for use by several threads. */
interface Issuer {

  /** A new token, or a refusal. */
  Issued ask(Grant grant, Deadline deadline) throws NoAnswer;
}
