package dev.trustverifier.tuf.key;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the public keys of Notary v1 metadata. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * Reads a key. Never fails: a key of unknown type or with unusable content has an id, and verifies nothing.
   *
   * @param keyType as written in the metadata
   * @param material the decoded {@code public} value; not to be written to any more
   * @return the key; what it holds is read when first asked for
   */
  public static VerificationKey read(String keyType, byte[] material) {
    return new ListedKey(keyType, material);
  }

  /** Computes the id that Notary gives a key, from the canonical JSON of its public part. */
  static KeyId idOf(String keyType, byte[] material) {
    String escaped = keyType.replace("\\", "\\\\").replace("\"", "\\\"");
    String json =
        "{\"keytype\":\"" + escaped + "\",\"keyval\":{\"private\":null,\"public\":\""
            + Base64.getEncoder().encodeToString(material) + "\"}}";
    return new KeyId(Digest.sha256(json.getBytes(StandardCharsets.UTF_8)).hex());
  }
}
