package dev.trustverifier.examples.webhook.review;

import java.util.concurrent.CompletionStage;

/** Answers requests, whatever server they come by. Safe for use by several threads. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers a request. Nothing is thrown, and what is returned does not fail.
   *
   * @param request the request
   * @return the answer, as soon as there is one
   */
  CompletionStage<WebhookResponse> handle(WebhookRequest request);
}
