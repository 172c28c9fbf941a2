package dev.trustverifier.examples.webhook.review;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What is answered. Immutable, but for the body, which nobody changes.
 *
 * @param status the status of HTTP
 * @param contentType of the body
 * @param body the body
 */
public record WebhookResponse(int status, String contentType, byte[] body) {
  /** Checks that nothing is missing. */
  public WebhookResponse {
    Objects.requireNonNull(contentType);
    Objects.requireNonNull(body);
  }

  /**
   * A review's answer.
   *
   * @param body a document
   * @return the answer with status 200
   */
  public static WebhookResponse json(byte[] body) {
    return new WebhookResponse(200, "application/json", body);
  }

  /**
   * A line of text.
   *
   * @param status the status of HTTP
   * @param line the line
   * @return the answer
   */
  public static WebhookResponse text(int status, String line) {
    return new WebhookResponse(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
