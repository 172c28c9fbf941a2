package dev.trustverifier.memory;

import dev.trustverifier.Deadline;
import java.util.Optional;

/**
 * Keeps what was last trusted of each collection, so that it cannot be taken back.
 *
 * <p>Implementations are safe for use by several threads, return by the deadline and throw nothing. They never answer
 * {@link Recalled.Unknown} where something was kept: what cannot be read is {@link Recalled.Unreadable}.
 */
public interface TrustMemory {

  /**
   * Reads what is remembered.
   *
   * @param key the collection, and how trust in it began
   * @param deadline when to give up
   * @return it, nothing, or an outage
   */
  Recalled recall(MemoryKey key, Deadline deadline);

  /**
   * Writes, if nobody else has written since.
   *
   * @param key the collection, and how trust in it began
   * @param expected what was recalled before; empty if nothing was
   * @param next what to keep instead
   * @param deadline when to give up
   * @return done, outdated if what is kept does not equal {@code expected}, or an outage
   */
  Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline);

  /**
   * A view that recalls, and silently keeps nothing: for dry runs.
   *
   * @return the view
   */
  default TrustMemory readOnly() {
    TrustMemory memory = this;
    return new TrustMemory() {
      @Override
      public Recalled recall(MemoryKey key, Deadline deadline) {
        return memory.recall(key, deadline);
      }

      @Override
      public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
        return new Kept.Done();
      }
    };
  }

  /**
   * A memory that keeps nothing. Every use is then a first use: an old state that was signed once is accepted as long
   * as it has not expired.
   *
   * @return the memory
   */
  static TrustMemory forgetful() {
    return new TrustMemory() {
      @Override
      public Recalled recall(MemoryKey key, Deadline deadline) {
        return new Recalled.Unknown();
      }

      @Override
      public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
        return new Kept.Done();
      }
    };
  }
}
