package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileTrustMemoryContractTest implements TrustMemoryContract {
  @TempDir Path folder;

  @Override
  public TrustMemory empty() {
    return FileTrustMemory.at(folder.resolve("trust"));
  }

  @Override
  public Optional<TrustMemory> reopened() {
    return Optional.of(empty());
  }

  @Override
  public Optional<TrustMemory> broken() throws IOException {
    TrustMemory memory = FileTrustMemory.at(folder.resolve("gone"));
    Files.delete(folder.resolve("gone/pinned"));
    return Optional.of(memory);
  }
}
