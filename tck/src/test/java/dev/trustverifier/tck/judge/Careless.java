package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.tck.Ingredients;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Verifiers that verify when they are called in one way, and in another tell what they told before. */
final class Careless {
  private static final int SHORTLY = 200_000;

  private Careless() {}

  private static TrustVerifier right(Ingredients ingredients) {
    return new PlainVerifier(Conduct.right(), ingredients);
  }

  static TrustVerifier amongSeveral(Ingredients ingredients) {
    Map<ImageReference, Verdict> before = new HashMap<>();
    return new Meddler(right(ingredients)) {
      @Override
      public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
        images.forEach(image -> before.computeIfAbsent(image, one -> verify(one, deadline)));
        return among(images, before);
      }
    };
  }

  static TrustVerifier amongSeveralWithoutADeadline(Ingredients ingredients) {
    Map<ImageReference, Verdict> before = new HashMap<>();
    return new Meddler(right(ingredients)) {
      @Override
      public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
        images.forEach(image -> before.computeIfAbsent(image, this::verify));
        return among(images, before);
      }
    };
  }

  static TrustVerifier withoutADeadline(Ingredients ingredients) {
    Map<ImageReference, Verdict> before = new HashMap<>();
    return new Meddler(right(ingredients)) {
      @Override
      public Verdict verify(ImageReference image) {
        return before.computeIfAbsent(image, super::verify);
      }
    };
  }

  private static Map<ImageReference, Verdict> among(
      Collection<ImageReference> images, Map<ImageReference, Verdict> answers) {
    Map<ImageReference, Verdict> ordered = new LinkedHashMap<>();
    images.forEach(image -> ordered.put(image, answers.get(image)));
    return ordered;
  }

  /** Keeps what it was asked in a field. */
  static TrustVerifier absentMinded(Ingredients ingredients) {
    return new Meddler(right(ingredients)) {
      private volatile ImageReference last = ImageReference.parse("registry.example/any:1");

      @Override
      public Verdict verify(ImageReference image, Deadline deadline) {
        last = image;
        LockSupport.parkNanos(SHORTLY);
        return super.verify(last, deadline);
      }
    };
  }
}
