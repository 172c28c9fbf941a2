package dev.trustverifier.tuf.store;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the file of a collection is called: its name with everything but {@code a-z 0-9 . _ -} percent-encoded in lower
 * case, so that file systems which ignore case keep collections apart as well. Long names end in their SHA-256 instead.
 */
final class MemoryFileName {
  static final String ENDING = ".json";

  // Some encrypting file systems allow no more than 143 bytes, ending included.
  private static final int LONGEST = 135;
  private static final char HASHED = '~';
  // Windows opens a device where a name has one of these before its first period.
  private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])\\.(.*)");

  private MemoryFileName() {}

  /** The name of a collection's file, without the ending. */
  static String stem(Gun gun) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : gun.value().getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-';
      encoded.append(plain ? Character.toString(b) : String.format("%%%02x", b));
    }
    String name = DEVICE.matcher(encoded).replaceFirst("$1%2e$2");
    if (name.length() <= LONGEST) {
      return name;
    }
    String hash = Digest.sha256(gun.value().getBytes(StandardCharsets.UTF_8)).hex();
    return name.substring(0, LONGEST - 1 - hash.length()) + HASHED + hash;
  }

  /** The collection that a file is named for; empty if the name does not tell, or was not made here. */
  static Optional<Gun> gunOf(String fileName) {
    if (!fileName.endsWith(ENDING)) {
      return Optional.empty();
    }
    String stem = fileName.substring(0, fileName.length() - ENDING.length());
    try {
      Gun gun = new Gun(decoded(stem));
      return stem(gun).equals(stem) ? Optional.of(gun) : Optional.empty();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String stem) {
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < stem.length(); i++) {
      char c = stem.charAt(i);
      decoded.append(c == '%' ? (char) Integer.parseInt(stem.substring(i + 1, i + 3), 16) : c);
      i += c == '%' ? 2 : 0;
    }
    return decoded.toString();
  }
}
