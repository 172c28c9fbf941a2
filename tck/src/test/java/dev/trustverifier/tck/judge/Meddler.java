package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stands before a right verifier, and does not leave everything as it is. */
abstract class Meddler implements TrustVerifier {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final TrustVerifier right;

  Meddler(TrustVerifier right) {
    this.right = right;
  }

  /** Somebody's answer in place of the right verifier's. */
  interface Answer {
    Verdict to(TrustVerifier right, ImageReference image, Deadline deadline);
  }

  static Meddler of(TrustVerifier right, Answer answer) {
    return new Meddler(right) {
      @Override
      public Verdict verify(ImageReference image, Deadline deadline) {
        return answer.to(right, image, deadline);
      }
    };
  }

  @Override
  public Verdict verify(ImageReference image) {
    return verify(image, Deadline.after(TIMEOUT));
  }

  @Override
  public Verdict verify(ImageReference image, Deadline deadline) {
    return right.verify(image, deadline);
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
    return verifyAll(images, Deadline.after(TIMEOUT));
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(image -> verdicts.put(image, verify(image, deadline)));
    return verdicts;
  }

  @Override
  public void close() {
    right.close();
  }
}
