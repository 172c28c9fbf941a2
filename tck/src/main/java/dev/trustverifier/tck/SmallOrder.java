package dev.trustverifier.tck;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.Envelope;
import dev.trustverifier.tck.repository.JsonObject;
import java.util.Base64;
import java.util.List;

/** The Ed25519 key that everybody can sign for: the neutral element, with R the same and S = 0. */
final class SmallOrder {
  private static final int POINT = 32;

  private SmallOrder() {}

  private static byte[] neutral(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = 1;
    return bytes;
  }

  private static JsonObject entry() {
    return new JsonObject()
        .put("keytype", "ed25519")
        .put("keyval", new JsonObject()
            .put("private", JsonObject.NULL)
            .put("public", Base64.getEncoder().encodeToString(neutral(POINT))));
  }

  private static String id() {
    return Digest.sha256(entry().canonical()).hex();
  }

  /** Makes it the only key of a role. */
  static void giveTo(JsonObject root, RoleName role) {
    root.object("keys").put(id(), entry());
    root.object("roles").object(role.value()).put("keyids", List.of(id()));
  }

  /** Signs, without a key. */
  static void sign(Envelope file) {
    file.signatures().clear();
    file.signatures().add(new JsonObject()
        .put("keyid", id())
        .put("method", "eddsa")
        .put("sig", Base64.getEncoder().encodeToString(neutral(2 * POINT))));
  }
}
