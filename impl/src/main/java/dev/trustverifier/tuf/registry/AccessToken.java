package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Secret;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What opens a collection for a while.
 *
 * @param value the token
 * @param until when to ask for a new one
 */
record AccessToken(Secret value, Instant until) {
  /** What a header can carry to servers as they are; the JDK would repeat all else in a message. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,16384}");

  static boolean isSendable(String token) {
    return SENDABLE.matcher(token).matches();
  }

  Secret header() {
    return Secret.of("Bearer " + value.reveal());
  }
}
