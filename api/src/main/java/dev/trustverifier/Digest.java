package dev.trustverifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A content digest as registries write it: {@code sha256:} and 64 lower-case hex digits; 96 follow {@code sha384:}, and
 * 128 {@code sha512:}. Immutable.
 *
 * @param algorithm how it was computed
 * @param hex the digest in lower-case hexadecimal
 */
public record Digest(Algorithm algorithm, String hex) {

  /** The algorithms that registries know. */
  public enum Algorithm {
    /** SHA-256, 32 bytes. */
    SHA256("SHA-256", 32),
    /** SHA-384, 48 bytes; Notary does not use it. */
    SHA384("SHA-384", 48),
    /** SHA-512, 64 bytes. */
    SHA512("SHA-512", 64);

    private final String standardName;
    private final String label;
    private final int length;

    Algorithm(String standardName, int length) {
      this.standardName = standardName;
      this.label = name().toLowerCase(Locale.ROOT);
      this.length = length;
    }

    /**
     * How registries and TUF metadata name it.
     *
     * @return such as {@code sha256}
     */
    public String label() {
      return label;
    }

    /**
     * The size of a digest.
     *
     * @return in bytes
     */
    public int length() {
      return length;
    }
  }

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if {@code hex} has another length than the algorithm's, or other characters
   */
  public Digest {
    if (hex.length() != 2 * algorithm.length() || !isLowerHex(hex)) {
      throw new IllegalArgumentException(
          "not a " + algorithm.label() + " digest in lower-case hexadecimal: " + OneLine.of(hex));
    }
  }

  static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads {@code algorithm:hex}.
   *
   * @param text such as {@code sha256:02ea0d…}
   * @return the digest
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    for (Algorithm algorithm : Algorithm.values()) {
      if (colon > 0 && algorithm.label().equals(text.substring(0, colon))) {
        return new Digest(algorithm, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException("not a sha256:, sha384: or sha512: digest: " + OneLine.of(text));
  }

  /**
   * The SHA-256 digest of some content.
   *
   * @param content any bytes
   * @return its digest
   */
  public static Digest sha256(byte[] content) {
    return of(Algorithm.SHA256, content);
  }

  /**
   * The digest of some content.
   *
   * @param algorithm how to compute it
   * @param content any bytes
   * @return its digest
   */
  public static Digest of(Algorithm algorithm, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm.standardName).digest(content);
      return new Digest(algorithm, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm.standardName, e);
    }
  }

  /**
   * As registries write it.
   *
   * @return {@code algorithm:hex}
   */
  @Override
  public String toString() {
    return algorithm.label() + ":" + hex;
  }
}
