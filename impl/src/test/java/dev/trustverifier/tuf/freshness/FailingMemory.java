package dev.trustverifier.tuf.freshness;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A memory that can fail, and counts what is written. */
final class FailingMemory implements TrustMemory {
  private static final Outage OUTAGE = new Outage(Outage.Kind.MEMORY, "no database");

  private final TrustMemory memory = new InProcessTrustMemory();
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean failing;

  void fail() {
    failing = true;
  }

  int writes() {
    return writes.get();
  }

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    return failing ? new Recalled.Unreadable(OUTAGE) : memory.recall(key, deadline);
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    writes.incrementAndGet();
    return failing ? new Kept.Failed(OUTAGE) : memory.replace(key, expected, next, deadline);
  }
}
