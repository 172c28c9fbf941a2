package dev.trustverifier;

/**
 * The id of a key: the SHA-256 of its canonical form, as 64 lower-case hex digits. Immutable.
 *
 * @param hex the 64 digits
 */
public record KeyId(String hex) implements Comparable<KeyId> {
  private static final int DIGITS = 64;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hex digits
   */
  public KeyId {
    if (!isKeyId(hex)) {
      throw new IllegalArgumentException("not a key id of 64 lower-case hex digits: " + OneLine.of(hex));
    }
  }

  /**
   * Whether a text has the shape of a key id.
   *
   * @param text any text
   * @return true if {@link #KeyId(String)} takes it
   */
  public static boolean isKeyId(String text) {
    return text.length() == DIGITS && Digest.isLowerHex(text);
  }

  @Override
  public int compareTo(KeyId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
