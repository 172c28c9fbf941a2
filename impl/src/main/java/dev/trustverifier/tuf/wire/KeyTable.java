package dev.trustverifier.tuf.wire;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.RoleKeys;
import dev.trustverifier.tuf.chain.VerificationKey;
import dev.trustverifier.tuf.key.PublicKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that a file brings, read once each and only where a role lists them. */
final class KeyTable {
  private static final int MOST_KEYS = 128;
  private static final Set<String> KNOWN_TYPES = Set.of("ecdsa", "ecdsa-x509", "rsa", "rsa-x509", "ed25519");

  private final Optional<Fields> keys;
  private final Map<String, Optional<VerificationKey>> read = new HashMap<>();

  KeyTable(Optional<Fields> keys) {
    this.keys = keys;
  }

  /** The keys and the threshold of a role, from its {@code keyids} and {@code threshold}. */
  RoleKeys keysOf(Fields role) throws Refused {
    long threshold = role.integer("threshold", SpecRule.THRESHOLD_POSITIVE);
    if (threshold < 1) {
      throw role.refused(SpecRule.THRESHOLD_POSITIVE, "threshold", "is " + threshold + ", below 1");
    }
    List<JsonValue> ids = role.array("keyids", SpecRule.BODY_SHAPE);
    if (ids.size() > MOST_KEYS) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.KEYS_BOUNDED, Optional.of(role.role()), MOST_KEYS,
              role.role() + ": " + role.place() + " has more than " + MOST_KEYS + " keys"));
    }
    Map<KeyId, VerificationKey> listed = new LinkedHashMap<>();
    for (JsonValue value : ids) {
      if (!(value instanceof JsonValue.Text id)) {
        throw role.refused(SpecRule.BODY_SHAPE, "keyids", "lists something that is no text");
      }
      key(role, id.value()).ifPresent(key -> listed.put(key.id(), key));
    }
    return new RoleKeys(threshold, listed);
  }

  /** A listed key; empty if it is of a type that nobody here can verify with. */
  private Optional<VerificationKey> key(Fields role, String id) throws Refused {
    Optional<VerificationKey> known = read.get(id);
    if (known != null) {
      return known;
    }
    if (keys.isEmpty() || keys.get().get(id).isEmpty()) {
      throw role.refused(SpecRule.KEYS_PRESENT, "keyids", "lists " + id + ", which is not among the keys");
    }
    Fields key = keys.get().object(id, SpecRule.BODY_SHAPE);
    String type = key.text("keytype", SpecRule.BODY_SHAPE);
    Optional<VerificationKey> result =
        KNOWN_TYPES.contains(type) ? Optional.of(known(id, type, key)) : Optional.empty();
    read.put(id, result);
    return result;
  }

  private static VerificationKey known(String id, String type, Fields key) throws Refused {
    byte[] material = key.object("keyval", SpecRule.BODY_SHAPE).bytes("public", SpecRule.BODY_SHAPE);
    VerificationKey result = PublicKeys.read(type, material);
    if (!result.id().hex().equals(id)) {
      throw Fields.refused(
          key.role(), SpecRule.KEY_ID_IS_HASH, key.place() + " is listed under an id that is not its own, "
              + result.id());
    }
    return result;
  }
}
