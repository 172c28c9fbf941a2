package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.gate.Judged;
import java.time.Duration;
import java.util.Comparator;
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
  /** How many images of one review are shown to people, in the log and on the page. */
  public static final int MOST_SHOWN = 20;

  /** Copies the list. */
  public Reviewed {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(took);
    images = List.copyOf(images);
  }

  /**
   * The images that people are shown.
   *
   * @return at most {@link #MOST_SHOWN}; those that are not admissible come first
   */
  public List<Judged> shown() {
    return images.stream().sorted(Comparator.comparing(Judged::isAdmissible)).limit(MOST_SHOWN).toList();
  }

  /**
   * How many images are left out of those shown.
   *
   * @return none, mostly
   */
  public int unshown() {
    return Math.max(0, images.size() - MOST_SHOWN);
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
