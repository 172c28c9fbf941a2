package dev.trustverifier.tck.judge;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may sign for a role, and how many must.
 *
 * @param conduct how signatures are counted
 * @param threshold how many distinct keys
 * @param keys which
 */
record PlainKeys(Conduct conduct, long threshold, Map<KeyId, PlainKey> keys) {
  /** Reads {@code keyids} and {@code threshold} of a role, and the keys from the same file's table. */
  static PlainKeys read(Members role, Members table) {
    Conduct conduct = role.conduct();
    long threshold = role.integer("threshold", SpecRule.THRESHOLD_POSITIVE);
    if (threshold < 1 && conduct.heeds(SpecRule.THRESHOLD_POSITIVE)) {
      throw Refusal.malformed(SpecRule.THRESHOLD_POSITIVE, role.role(), "a threshold is " + threshold);
    }
    List<?> ids = role.list("keyids", SpecRule.BODY_SHAPE);
    if (ids.size() > conduct.bounds().keys() && conduct.heeds(SpecRule.KEYS_BOUNDED)) {
      throw Refusal.tooLarge(SpecRule.KEYS_BOUNDED, role.role(), conduct.bounds().keys());
    }
    Map<KeyId, PlainKey> keys = new LinkedHashMap<>();
    for (Object id : ids) {
      if (!(id instanceof String) && conduct.heeds(SpecRule.BODY_SHAPE)) {
        throw Refusal.malformed(SpecRule.BODY_SHAPE, role.role(), "a key id is no text");
      }
      key(String.valueOf(id), table).ifPresent(key -> keys.put(key.id(), key));
    }
    return new PlainKeys(conduct, threshold, keys);
  }

  private static Optional<PlainKey> key(String id, Members table) {
    Conduct conduct = table.conduct();
    if (!table.has(id)) {
      if (conduct.heeds(SpecRule.KEYS_PRESENT)) {
        throw Refusal.malformed(SpecRule.KEYS_PRESENT, table.role(), "the key " + id + " is listed, but not there");
      }
      return Optional.empty();
    }
    Members key = table.object(id, SpecRule.BODY_SHAPE);
    String type = key.text("keytype", SpecRule.BODY_SHAPE);
    if (!PlainKey.knows(type)) {
      return Optional.empty();
    }
    byte[] material = key.object("keyval", SpecRule.BODY_SHAPE).bytes("public", SpecRule.BODY_SHAPE);
    KeyId own = PlainKey.idOf(type, material);
    if (!own.hex().equals(id) && conduct.heeds(SpecRule.KEY_ID_IS_HASH)) {
      throw Refusal.malformed(SpecRule.KEY_ID_IS_HASH, table.role(), "the key " + own + " is listed as " + id);
    }
    return Optional.of(new PlainKey(KeyId.isKeyId(id) ? new KeyId(id) : own, type, material));
  }

  PlainKeys only(Predicate<PlainKey> wanted) {
    Map<KeyId, PlainKey> fewer = new LinkedHashMap<>(keys);
    fewer.values().removeIf(wanted.negate());
    return new PlainKeys(conduct, threshold, fewer);
  }

  PlainKeys or(PlainKeys others) {
    Map<KeyId, PlainKey> all = new LinkedHashMap<>(keys);
    all.putAll(others.keys);
    return new PlainKeys(conduct, others.threshold, all);
  }

  /** One id for each valid signature. */
  private List<KeyId> validSignatures(PlainFile file) {
    byte[] message = file.message();
    List<KeyId> valid = new ArrayList<>();
    for (PlainFile.Claim claim : file.signatures()) {
      PlainKey key = KeyId.isKeyId(claim.keyId()) ? keys.get(new KeyId(claim.keyId())) : null;
      boolean known = key != null && key.demands().map(conduct::can).orElse(true);
      if (known && conduct.signatures().isValid(key, claim, message)) {
        valid.add(key.id());
      }
    }
    return valid;
  }

  Set<KeyId> signersOf(PlainFile file) {
    return new LinkedHashSet<>(validSignatures(file));
  }

  /** Whether signatures by these are enough. */
  boolean areMetBy(Collection<KeyId> signers) {
    return count(signers) >= threshold;
  }

  private long count(Collection<KeyId> signers) {
    List<KeyId> mine = signers.stream().filter(keys::containsKey).toList();
    if (conduct.has(Vice.COUNTS_SIGNATURES)) {
      return mine.size();
    }
    if (conduct.has(Vice.COUNTS_KEY_IDS)) {
      return mine.stream().distinct().count();
    }
    return mine.stream().flatMap(id -> keys.get(id).identity().stream()).distinct().count();
  }

  /** Those who signed; refuses by the rule if they are too few. */
  Set<KeyId> require(PlainFile file, SpecRule rule) {
    List<KeyId> valid = validSignatures(file);
    Set<KeyId> signers = new LinkedHashSet<>(valid);
    if (!areMetBy(valid)) {
      if (conduct.heeds(rule)) {
        throw new Refusal(new Rejection.ThresholdNotMet(
            rule, Optional.of(file.role()), threshold, keys.keySet(), signers,
            file.role() + ": signed by " + count(valid) + " of the " + threshold + " keys required"));
      }
      return keys.keySet();
    }
    return signers;
  }
}
