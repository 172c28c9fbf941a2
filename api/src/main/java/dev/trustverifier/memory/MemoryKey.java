package dev.trustverifier.memory;

import dev.trustverifier.Gun;
import java.util.Locale;
import java.util.Objects;

/**
 * Under what something is remembered: the collection, never the source it came from, and how trust in it began.
 * Immutable.
 *
 * <p>The case of a host does not count, as in the DNS: whoever can choose how an image is spelt must not be able to
 * choose a memory that knows nothing of it.
 *
 * @param gun the collection, its host in lower case whatever was given
 * @param basis how trust began
 */
public record MemoryKey(Gun gun, Basis basis) {

  /** How trust in a collection began. */
  public enum Basis {
    /** A pin was met. */
    PINNED,
    /** The first root seen was believed. */
    FIRST_USE;

    /**
     * As programs and file names have it.
     *
     * @return the name in lower case with hyphens
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks that nothing is missing. */
  public MemoryKey {
    gun = gun.withHostInLowerCase();
    Objects.requireNonNull(basis);
  }
}
