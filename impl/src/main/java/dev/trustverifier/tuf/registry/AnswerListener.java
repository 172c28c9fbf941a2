package dev.trustverifier.tuf.registry;

import java.time.Duration;

/** Is told of every request that is over. */
@FunctionalInterface
public interface AnswerListener {

  /**
   * A request is over.
   *
   * @param request what was asked, without secrets
   * @param outcome a status, or the label of an outage
   * @param took from sending until the whole answer was there
   */
  void answered(String request, String outcome, Duration took);
}
