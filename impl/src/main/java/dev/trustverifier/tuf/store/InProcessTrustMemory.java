package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers until the process ends: after every start, each use is a first use again. For tests, and for short-lived
 * processes whose trust is pinned. Safe for use by several threads.
 */
public final class InProcessTrustMemory implements TrustMemory {
  private final ConcurrentMap<MemoryKey, Remembered> kept = new ConcurrentHashMap<>();

  /** An empty memory. */
  public InProcessTrustMemory() {}

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    Remembered known = kept.get(key);
    return known == null ? new Recalled.Unknown() : new Recalled.Known(known);
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    boolean done =
        expected.isPresent()
            ? kept.replace(key, expected.get(), next)
            : kept.putIfAbsent(key, next) == null;
    return done ? new Kept.Done() : new Kept.Outdated();
  }
}
