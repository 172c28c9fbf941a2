package dev.trustverifier.tuf.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that nothing shows: not {@code toString}, no message, no log, no serialization. Immutable.
 *
 * <p>Two are equal if they hold the same text, which comparing takes the same time to tell wherever they differ.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a text.
   *
   * @param text the secret
   * @return the secret, hidden
   * @throws IllegalArgumentException if it is empty
   */
  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret is empty");
    }
    return new Secret(text);
  }

  /**
   * The text itself, for whoever sends it to where it belongs.
   *
   * @return what was given
   */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Says nothing of the text, not even its length. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
