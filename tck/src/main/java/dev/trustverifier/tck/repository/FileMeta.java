package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;
import java.util.Base64;
import java.util.HexFormat;

/** How one file of metadata tells another: by its hashes and its length. */
final class FileMeta {
  private FileMeta() {}

  static JsonObject of(byte[] content) {
    JsonObject hashes = new JsonObject()
        .put("sha256", base64(Digest.sha256(content)))
        .put("sha512", base64(Digest.of(Digest.Algorithm.SHA512, content)));
    return new JsonObject().put("hashes", hashes).put("length", content.length);
  }

  static String base64(Digest digest) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
  }
}
