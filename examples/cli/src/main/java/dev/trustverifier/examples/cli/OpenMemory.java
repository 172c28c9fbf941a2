package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.util.List;

/** A memory that can be listed and told to forget, wherever it is. */
interface OpenMemory extends AutoCloseable {

  List<MemoryEntry> list(Deadline deadline) throws IOException;

  List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException;

  @Override
  default void close() {}

  /**
   * One in a folder.
   *
   * @param memory its files
   */
  record Files(FileTrustMemory memory) implements OpenMemory {
    @Override
    public List<MemoryEntry> list(Deadline deadline) throws IOException {
      return memory.list().stream()
          .map(entry -> new MemoryEntry("file", entry.path().toString(), entry.key(), entry.state()))
          .toList();
    }

    @Override
    public List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException {
      return memory.forget(gun, deadline);
    }
  }

  /**
   * One in a database.
   *
   * @param memory its rows
   * @param namespace which rows
   */
  record Rows(JdbcTrustMemory memory, String namespace) implements OpenMemory {
    @Override
    public List<MemoryEntry> list(Deadline deadline) throws IOException {
      return memory.list(deadline).stream()
          .map(entry -> new MemoryEntry("namespace", namespace, entry.key(), entry.state()))
          .toList();
    }

    @Override
    public List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException {
      return memory.forget(gun, deadline);
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
