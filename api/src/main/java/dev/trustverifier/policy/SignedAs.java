package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Under which name the images of a mirror were signed: one name here for one name there, so that no image can pass for
 * another. Sealed; each is immutable.
 */
public sealed interface SignedAs {

  /**
   * The name under which a repository's images were signed.
   *
   * @param here a repository of the mirror
   * @return the original; empty if this mirror does not hold it, or if it would have no legal name
   */
  Optional<Gun> originalOf(Gun here);

  /**
   * Whether every repository that a pattern matches is one that this mirror holds.
   *
   * @param pattern a pattern
   * @return true if none of them lies outside the mirror
   */
  boolean covers(ImagePattern pattern);

  /**
   * Everything below one prefix was signed below another; what follows the prefix stays.
   *
   * @param here a host, or a host and leading segments of a path, without a slash at the end
   * @param original the same of the original
   */
  record Prefix(String here, String original) implements SignedAs {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is not the beginning of a repository's full name, up to a segment's end
     */
    public Prefix {
      new Gun(here + "/x/x");
      new Gun(original + "/x/x");
    }

    @Override
    public Optional<Gun> originalOf(Gun repository) {
      if (!isBelow(repository.value())) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Gun(original + repository.value().substring(here.length())));
      } catch (IllegalArgumentException noName) {
        return Optional.empty();
      }
    }

    @Override
    public boolean covers(ImagePattern pattern) {
      return isBelow(pattern.toString());
    }

    // Hosts are alike whatever their case, and of paths there is none but lower case.
    private boolean isBelow(String name) {
      return name.toLowerCase(Locale.ROOT).startsWith(here.toLowerCase(Locale.ROOT) + "/");
    }
  }

  /**
   * One repository was signed as another one.
   *
   * @param here the repository of the mirror
   * @param original the original
   */
  record Repository(Gun here, Gun original) implements SignedAs {
    /** Checks that nothing is missing. */
    public Repository {
      Objects.requireNonNull(here);
      Objects.requireNonNull(original);
    }

    @Override
    public Optional<Gun> originalOf(Gun repository) {
      return repository.value().equalsIgnoreCase(here.value()) ? Optional.of(original) : Optional.empty();
    }

    @Override
    public boolean covers(ImagePattern pattern) {
      return pattern.toString().equalsIgnoreCase(here.value());
    }
  }
}
