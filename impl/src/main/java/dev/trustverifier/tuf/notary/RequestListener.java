package dev.trustverifier.tuf.notary;

import java.time.Duration;

/** Is told of every request to a server or its token service, once it is over, such as to find out where time goes. */
@FunctionalInterface
public interface RequestListener {

  /**
   * A request is over. Called from the thread that asked, of several at once; must not block. What it throws is thrown
   * on.
   *
   * @param request the method and the URL; without its query and without secrets
   * @param outcome a status such as {@code 200}, or the label of an outage such as {@code timed-out}
   * @param took from sending until the whole answer was there
   */
  void done(String request, String outcome, Duration took);
}
