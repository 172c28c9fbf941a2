package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A right memory, for wrong ones to be made of; closeable, and strict about deadlines and interrupts. */
class MapOfMemories implements TrustMemory, AutoCloseable {
  final Map<MemoryKey, Remembered> kept;
  private boolean broken;

  MapOfMemories() {
    this(new HashMap<>());
  }

  private MapOfMemories(Map<MemoryKey, Remembered> kept) {
    this.kept = kept;
  }

  /** Another one that keeps the same. */
  MapOfMemories reopened() {
    return new MapOfMemories(kept);
  }

  static MapOfMemories broken(MapOfMemories memory) {
    memory.broken = true;
    return memory;
  }

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    return outage(deadline).<Recalled>map(Recalled.Unreadable::new).orElseGet(() -> find(key));
  }

  synchronized Recalled find(MemoryKey key) {
    Remembered known = kept.get(key);
    return known == null ? new Recalled.Unknown() : new Recalled.Known(known);
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    return outage(deadline).<Kept>map(Kept.Failed::new).orElseGet(() -> write(key, expected, next));
  }

  synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
    if (!Optional.ofNullable(kept.get(key)).equals(expected)) {
      return new Kept.Outdated();
    }
    kept.put(key, next);
    return new Kept.Done();
  }

  Optional<Outage> outage(Deadline deadline) {
    Function<Outage.Kind, Optional<Outage>> failed = kind -> Optional.of(new Outage(kind, "a map"));
    if (Thread.currentThread().isInterrupted()) {
      return failed.apply(Outage.Kind.INTERRUPTED);
    }
    if (deadline.hasPassed()) {
      return failed.apply(Outage.Kind.TIMED_OUT);
    }
    return broken ? failed.apply(Outage.Kind.MEMORY) : Optional.empty();
  }

  @Override
  public void close() {
    broken = true;
  }
}
