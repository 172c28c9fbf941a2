package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A memory that can be listed and told to forget, wherever it is. */
interface OpenMemory extends AutoCloseable {

  List<MemoryEntry> list(Deadline deadline) throws IOException;

  /** Of one collection, what can be read and what cannot. */
  default List<MemoryEntry> of(Gun gun, Deadline deadline) {
    return Stream.of(Basis.values())
        .map(basis -> new MemoryKey(gun, basis))
        .map(key -> new MemoryEntry(kind(), place(), Optional.of(key), memory().recall(key, deadline)))
        .filter(entry -> !(entry.state() instanceof Recalled.Unknown))
        .toList();
  }

  TrustMemory memory();

  /** What it is kept in: {@code folder} or {@code namespace}. */
  String kind();

  /** Which one. */
  String place();

  List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException;

  @Override
  default void close() {}

  /**
   * One in a folder.
   *
   * @param memory its files
   * @param folder where they are
   */
  record Files(FileTrustMemory memory, Path folder) implements OpenMemory {
    @Override
    public String kind() {
      return "folder";
    }

    @Override
    public String place() {
      return folder.toString();
    }

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
    public String kind() {
      return "namespace";
    }

    @Override
    public String place() {
      return namespace;
    }

    @Override
    public List<MemoryEntry> list(Deadline deadline) throws IOException {
      return memory.list(deadline).stream()
          .map(entry -> new MemoryEntry(kind(), place(), entry.key(), entry.state()))
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
