package dev.trustverifier.tuf.chain;

import dev.trustverifier.KeyId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may sign for a role, and how many of them must.
 *
 * @param threshold 1 or more
 * @param keys by id; every id is its key's own
 */
public record RoleKeys(long threshold, Map<KeyId, VerificationKey> keys) {
  public RoleKeys {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    if (threshold < 1) {
      throw new IllegalArgumentException("a threshold is at least 1: " + threshold);
    }
  }

  public Set<KeyId> ids() {
    return keys.keySet();
  }

  /** Whether signatures by some keys, which were valid before, would be enough. */
  boolean areMetBy(Set<KeyId> signers) {
    return identities(signers).size() >= threshold;
  }

  /** The public keys behind some of these keys. */
  Set<String> identities(Set<KeyId> ids) {
    return ids.stream()
        .filter(keys::containsKey)
        .flatMap(id -> keys.get(id).identity().stream())
        .collect(Collectors.toSet());
  }

  /** The same threshold over fewer keys. */
  RoleKeys only(Set<KeyId> ids) {
    Map<KeyId, VerificationKey> fewer = new LinkedHashMap<>(keys);
    fewer.keySet().retainAll(ids);
    return new RoleKeys(threshold, fewer);
  }
}
