package dev.trustverifier.tck.reference;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the notary client remembers, in a folder that only itself can read.
 *
 * @param folder the client's own
 */
record FolderMemory(Path folder) implements TrustMemory {
  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    return new Recalled.Unknown();
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    return new Kept.Done();
  }
}
