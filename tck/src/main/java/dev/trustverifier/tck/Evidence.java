package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The files that verifiers were given, which must bear out what they tell of their proofs. Safe for several threads. */
final class Evidence {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\\d+)");
  private static final Pattern EXPIRES = Pattern.compile("\"expires\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern SIGNER = Pattern.compile("\"keyid\"\\s*:\\s*\"([^\"]+)\"");

  private final Map<RoleName, Set<String>> files = new HashMap<>();

  synchronized void given(RoleName role, byte[] content) {
    files.computeIfAbsent(role, one -> new HashSet<>()).add(new String(content, StandardCharsets.UTF_8));
  }

  /** Fails whoever tells of a file that it has not seen, or of a key that has signed none of those it names. */
  synchronized void mustBearOut(TrustedImage image) {
    for (TrustedImage.Link link : image.chain()) {
      boolean mayBePinned = link.role().equals(RoleName.ROOT);
      if (!mayBePinned && filesOf(link.role()).stream().noneMatch(file -> isOf(file, link))) {
        fail("expected  a chain of files that it was given\nanswered  trusted, by a " + link.role() + " of version "
            + link.version() + " that expires at " + link.expires());
      }
    }
    for (KeyId key : image.keyIds()) {
      if (image.signers().stream().flatMap(role -> filesOf(role).stream()).noneMatch(file -> isSigned(file, key))) {
        fail("expected  keys that signed a file of " + image.signers() + "\nanswered  trusted, by " + key);
      }
    }
  }

  private Set<String> filesOf(RoleName role) {
    return files.getOrDefault(role, Set.of());
  }

  private static boolean isOf(String file, TrustedImage.Link link) {
    return VERSION.matcher(file).results().anyMatch(found -> found.group(1).equals(String.valueOf(link.version())))
        && EXPIRES.matcher(file).results().anyMatch(found -> isAt(found.group(1), link.expires()));
  }

  private static boolean isAt(String text, Instant instant) {
    try {
      return OffsetDateTime.parse(text).toInstant().equals(instant);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isSigned(String file, KeyId key) {
    return SIGNER.matcher(file).results().anyMatch(found -> found.group(1).equals(key.toString()));
  }
}
