package dev.trustverifier.tuf.key;

import dev.trustverifier.Gun;
import java.util.Optional;

/** The collection, or with a {@code *} at the end the collections, that a root certificate speaks for. */
record CommonName(String text) {
  private static final char WILDCARD = '*';
  private static final int LONGEST_SHOWN = 255;

  static CommonName of(CertificateContent leaf) {
    return new CommonName(leaf.commonName().orElse(""));
  }

  /** Why it does not speak for a collection; empty if it does. */
  Optional<String> faultFor(Gun gun) {
    if (text.isEmpty()) {
      return Optional.of("its certificate names no collection");
    }
    return covers(gun.value()) ? Optional.empty() : Optional.of("its certificate names " + shown());
  }

  // The reference has lab.example/team* speak for lab.example/teamster too. A wildcard here stops at a slash.
  private boolean covers(String gun) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == WILDCARD) {
      end--;
    }
    if (end == text.length()) {
      return text.equals(gun);
    }
    return end == 0 || text.charAt(end - 1) == '/' && gun.startsWith(text.substring(0, end));
  }

  private String shown() {
    String plain = text.replaceAll("[^\\x20-\\x7E]", "\uFFFD");
    return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
  }
}
