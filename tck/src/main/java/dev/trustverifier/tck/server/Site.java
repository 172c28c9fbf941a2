package dev.trustverifier.tck.server;

import java.util.Optional;

/** What a server says, and how it goes wrong on the way. Safe for use by several threads. */
interface Site {

  /** What becomes of a new connection. */
  Reception reception();

  /** The answer to a request, and how to spoil its delivery. */
  Reply reply(Received request);

  /**
   * An answer on its way.
   *
   * @param answer what is said
   * @param spoilt how it goes wrong; empty if it does not
   */
  record Reply(Answer answer, Optional<Misbehaviour> spoilt) {}
}
