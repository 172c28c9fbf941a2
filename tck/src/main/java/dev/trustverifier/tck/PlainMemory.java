package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The least that is a memory, for verifiers that have none to be judged with. */
final class PlainMemory implements TrustMemory {
  private final Map<MemoryKey, Remembered> kept = new HashMap<>();

  @Override
  public synchronized Recalled recall(MemoryKey key, Deadline deadline) {
    @Nullable Remembered known = kept.get(key);
    return known == null ? new Recalled.Unknown() : new Recalled.Known(known);
  }

  /** All that is kept. */
  synchronized Map<MemoryKey, Recalled> everything() {
    Map<MemoryKey, Recalled> all = new HashMap<>();
    kept.forEach((key, known) -> all.put(key, new Recalled.Known(known)));
    return all;
  }

  @Override
  public synchronized Kept replace(
      MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    if (!Optional.ofNullable(kept.get(key)).equals(expected)) {
      return new Kept.Outdated();
    }
    kept.put(key, next);
    return new Kept.Done();
  }
}
