package dev.trustverifier;

import java.util.Collection;
import java.util.Map;

/**
 * Answers whether an image is the one its publisher signed, and whether that answer may be trusted now.
 *
 * <p>Calls block, within their {@link Deadline}. An interrupt ends the wait: the verdict is then {@link
 * Verdict.Undecided} of kind {@link Outage.Kind#INTERRUPTED} and the thread's interrupt status stays set. No call
 * throws for what a repository, a network or a memory does. Implementations are safe for use by several threads.
 */
public interface TrustVerifier extends AutoCloseable {

  /**
   * Verifies one image within the verifier's own time limit.
   *
   * @param image what is to be run
   * @return the verdict
   * @throws IllegalStateException if this verifier is closed
   */
  Verdict verify(ImageReference image);

  /**
   * Verifies one image.
   *
   * @param image what is to be run
   * @param deadline when to give up; the verdict is then {@link Verdict.Undecided}
   * @return the verdict
   * @throws IllegalStateException if this verifier is closed
   */
  Verdict verify(ImageReference image, Deadline deadline);

  /**
   * Verifies several images at once within the verifier's own time limit.
   *
   * @param images what is to be run; an image given twice is verified once
   * @return a verdict for each image, in the order given; unmodifiable
   * @throws IllegalStateException if this verifier is closed
   */
  Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images);

  /**
   * Verifies several images at once.
   *
   * @param images what is to be run; an image given twice is verified once
   * @param deadline when to give up on those that have no verdict yet
   * @return a verdict for each image, in the order given; unmodifiable
   * @throws IllegalStateException if this verifier is closed
   */
  Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline);

  /** Ends background work and closes the sources it was built with. Safe to call twice; throws nothing. */
  @Override
  void close();
}
