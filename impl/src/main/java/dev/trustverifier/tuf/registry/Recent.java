package dev.trustverifier.tuf.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map of bounded size that forgets what was not used for longest. Safe for use by several threads. */
final class Recent<K, V> {
  private static final float USUAL_LOAD = 0.75f;

  private final Map<K, V> entries;

  Recent(int most) {
    entries = new LinkedHashMap<>(16, USUAL_LOAD, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  synchronized void remove(K key, V value) {
    entries.remove(key, value);
  }
}
