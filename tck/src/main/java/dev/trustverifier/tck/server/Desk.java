package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.State;
import java.util.Optional;

/** What one kind of server has to say, where nothing else was ordered. Safe for use by several threads. */
interface Desk {

  /**
   * The honest answer.
   *
   * @param request what is asked
   * @param replica what the replica that is asked has, if it is not the newest
   */
  Answer answer(Received request, Optional<State> replica);

  /** A refusal in this server's form, whatever the request brings. */
  Answer refusal(Received request, int status);
}
