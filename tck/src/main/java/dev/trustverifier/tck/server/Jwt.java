package dev.trustverifier.tck.server;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens that look like JWTs, but nobody signed them: only who made one can tell whether it is good. */
final class Jwt {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SIGNATURE_BYTES = 32;

  private Jwt() {}

  static String unsigned(String claims) {
    return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims) + "." + random(SIGNATURE_BYTES);
  }

  static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return encoded(bytes);
  }

  private static String part(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
