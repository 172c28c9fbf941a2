package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.gate.Judged;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A review that has ended. Immutable.
 *
 * @param subject what it was about
 * @param decision how it ended
 * @param images every image that was judged
 * @param took how long it took
 */
public record Reviewed(Subject subject, Decision decision, List<Judged> images, Duration took) {
  /** Copies the list. */
  public Reviewed {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(took);
    images = List.copyOf(images);
  }

  /** Is told of every review, on the thread that answers it. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Told of a review.
     *
     * @param review the review
     */
    void reviewed(Reviewed review);
  }
}
