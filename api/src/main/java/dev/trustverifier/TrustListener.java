package dev.trustverifier;

import dev.trustverifier.source.MetadataName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Is told what a verifier does: for metrics and logs. It has no say in any verdict.
 *
 * <p>It is called by a thread of its own, one call after another, some time later. What it throws is dropped, and
 * whatever it does to its thread concerns no verification. If it is too slow, what happens meanwhile is not told.
 */
@FunctionalInterface
public interface TrustListener {

  /**
   * Something happened.
   *
   * @param event what
   */
  void happened(Event event);

  /** What may happen. Sealed; each is immutable. There may be more kinds in later versions. */
  sealed interface Event {

    /**
     * Which collection it is about.
     *
     * @return its name; for a mirror the original's, but for {@link Verified}
     */
    Gun gun();
  }

  /**
   * There is a verdict on an image.
   *
   * @param image what was asked for
   * @param verdict the verdict
   * @param took how long it took
   */
  record Verified(ImageReference image, Verdict verdict, Duration took) implements Event {
    /** Checks that nothing is missing. */
    public Verified {
      Objects.requireNonNull(image);
      Objects.requireNonNull(verdict);
      Objects.requireNonNull(took);
    }

    @Override
    public Gun gun() {
      return image.gun();
    }
  }

  /**
   * A collection was brought up to date, or was not.
   *
   * @param gun the collection
   * @param result what came of it
   * @param reason why it was refused, or why nobody could be asked; empty if it was neither
   * @param took how long it took
   */
  record Refreshed(Gun gun, Result result, Optional<String> reason, Duration took) implements Event {
    /** What came of a refresh. */
    public enum Result {
      /** The source shows what is known already. */
      UNCHANGED,
      /** The source shows something new, and it is proven. */
      PROVEN,
      /** The source shows something that must not be believed. */
      REFUSED,
      /** Nobody could be asked. */
      UNAVAILABLE
    }

    /** Checks that nothing is missing. */
    public Refreshed {
      Objects.requireNonNull(gun);
      Objects.requireNonNull(result);
      Objects.requireNonNull(reason);
      Objects.requireNonNull(took);
    }
  }

  /**
   * A source was asked for a file.
   *
   * @param gun the collection
   * @param name which of its files
   * @param bytes how long the file is; empty if the source did not hand it over
   * @param outage what failed; empty if the source answered
   * @param took how long it took
   */
  record Fetched(Gun gun, MetadataName name, Optional<Long> bytes, Optional<Outage> outage, Duration took)
      implements Event {
    /** Checks that nothing is missing. */
    public Fetched {
      Objects.requireNonNull(gun);
      Objects.requireNonNull(name);
      Objects.requireNonNull(bytes);
      Objects.requireNonNull(outage);
      Objects.requireNonNull(took);
    }
  }

  /**
   * The cache of proven collections was asked for one, or let one go.
   *
   * @param gun the collection
   * @param use what for
   */
  record Cached(Gun gun, Use use) implements Event {
    /** What became of a question to the cache. */
    public enum Use {
      /** It answered without anybody being asked. */
      HIT,
      /** It had it, but too old: its source was asked. */
      STALE,
      /** It did not have it. */
      MISS,
      /** It stands in, since nobody can be asked. */
      STANDS_IN,
      /** It let the collection go, to make room. */
      EVICTED
    }

    /** Checks that nothing is missing. */
    public Cached {
      Objects.requireNonNull(gun);
      Objects.requireNonNull(use);
    }
  }
}
