package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads and instances of one process share a folder. */
class FileTrustMemoryThreadTest {
  @TempDir Path folder;

  @Test
  void losesNoUpdateOfManyThreadsAndInstances() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TrustMemory memory = FileTrustMemory.at(folder);
        running.add(threads.submit(() -> Increments.count(memory, 12, version -> {})));
        running.add(threads.submit(() -> Increments.count(memory, 12, version -> {})));
      }
      for (Future<?> done : running) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(8 * 12, Samples.versionOf(FileTrustMemory.at(folder).recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void readersSeeOnlyWholeFilesAndNeverAnOlderOne() throws Exception {
    TrustMemory memory = FileTrustMemory.at(folder);
    Increments.count(memory, 1, version -> {});
    Thread writer = new Thread(() -> Increments.count(FileTrustMemory.at(folder), 50, version -> {}));
    writer.start();
    long seen = 0;
    while (writer.isAlive()) {
      Recalled recalled = memory.recall(Samples.KEY, Samples.soon());
      long version = Samples.versionOf(recalled);
      assertTrue(version >= Math.max(1, seen), version + " after " + seen);
      seen = version;
    }
  }
}
