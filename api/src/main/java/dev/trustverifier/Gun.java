package dev.trustverifier;

import java.util.Locale;

/**
 * A globally unique name: what Notary calls a collection, which for images is the full repository name with its host,
 * such as {@code docker.io/library/alpine}. Immutable.
 *
 * @param value the full repository name
 */
public record Gun(String value) implements Comparable<Gun> {

  /**
   * Checks the shape: a host and a path, as {@link ImageReference} has them.
   *
   * @throws IllegalArgumentException if this is not the full name of a repository
   */
  public Gun {
    ImageReference.requireRepository(value);
  }

  /**
   * The same name, as the DNS has it: there the case of a host does not count. A Notary server, and who signs for it,
   * may take the two for different collections.
   *
   * @return this, its host in lower case
   */
  public Gun withHostInLowerCase() {
    int slash = value.indexOf('/');
    return new Gun(value.substring(0, slash).toLowerCase(Locale.ROOT) + value.substring(slash));
  }

  @Override
  public int compareTo(Gun other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
