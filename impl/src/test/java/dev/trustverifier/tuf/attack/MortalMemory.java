package dev.trustverifier.tuf.attack;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.Fuse;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A memory whose process may be killed between any two steps; and it may fail, and then keeps nothing and says so. */
final class MortalMemory implements TrustMemory, AutoCloseable {
  final Fuse fuse = new Fuse();
  boolean fails;
  private final Storage storage;
  private TrustMemory process;

  MortalMemory(Storage.Kind kind) throws IOException {
    storage = kind.fresh(fuse);
    process = storage.memory();
  }

  /** Another process begins, on a machine that lost its power before or not. */
  void restart(boolean powerLost) throws IOException {
    endProcess();
    fuse.replace();
    if (powerLost) {
      storage.losePower();
    }
    process = storage.memory();
  }

  private void endProcess() {
    if (process instanceof JdbcTrustMemory database) {
      database.close();
    }
  }

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    return process.recall(key, deadline);
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    return fails
        ? new Kept.Failed(new Outage(Outage.Kind.MEMORY, "disk full"))
        : process.replace(key, expected, next, deadline);
  }

  /** What is remembered of the stage's collection; fails if that cannot be told. */
  Optional<Remembered> content(MemoryKey.Basis basis) {
    Recalled recalled = recall(new MemoryKey(Stage.GUN, basis), Deadline.after(Duration.ofSeconds(30)));
    if (recalled instanceof Recalled.Unreadable unreadable) {
      throw new AssertionError(unreadable.outage().message());
    }
    return recalled instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    endProcess();
    storage.remove();
  }
}
