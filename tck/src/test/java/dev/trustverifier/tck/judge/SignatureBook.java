package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which signatures were found to be good or bad, since the JDK is slow to find out and nothing can change it. */
final class SignatureBook {
  private final Map<Digest, Boolean> found = new ConcurrentHashMap<>();

  boolean isValid(PlainKey key, PlainFile.Claim claim, byte[] message) {
    String what =
        String.join("\n", key.type(), claim.method(), hash(key.material()), hash(claim.value()), hash(message));
    Digest name = Digest.sha256(what.getBytes(StandardCharsets.UTF_8));
    return found.computeIfAbsent(name, unknown -> key.verifies(claim, message));
  }

  private static String hash(byte[] content) {
    return Digest.sha256(content).hex();
  }
}
