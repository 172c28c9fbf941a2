package dev.trustverifier.examples.webhook.review;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody asks. Immutable, but for the body, which nobody changes.
 *
 * @param path the path, without the query
 * @param query what follows the question mark
 * @param body the body
 * @param spent how long it took to come, which whoever asks has waited already
 */
public record WebhookRequest(String path, Optional<String> query, byte[] body, Duration spent) {
  /** Checks that nothing is missing. */
  public WebhookRequest {
    Objects.requireNonNull(path);
    Objects.requireNonNull(query);
    Objects.requireNonNull(body);
    Objects.requireNonNull(spent);
  }
}
