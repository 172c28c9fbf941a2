package dev.trustverifier.examples.webhook.server;

/** Is told of every request that is refused before it is a review, on the thread that refuses it. */
@FunctionalInterface
public interface Refusals {
  /**
   * Told of a refusal.
   *
   * @param status the status that was answered
   * @param why in one line
   * @param asker the address of whoever asked
   */
  void refused(int status, String why, String asker);
}
