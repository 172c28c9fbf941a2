package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Replicas in processes of their own share a database; they and it are killed. */
class PostgresFleetTest {
  private static final int WRITERS = 8;

  private final Random random = new Random(7);
  private final List<Process> running = new ArrayList<>();
  private final Queue<Long> done = new ConcurrentLinkedQueue<>();
  private final ExecutorService readers = Executors.newCachedThreadPool();
  private Postgres postgres;
  private JdbcTrustMemory memory;

  @BeforeEach
  void start() throws Exception {
    postgres = Postgres.start();
    memory = JdbcTrustMemory.over(LentConnection.reusing(postgres.dataSource()), "fleet");
  }

  @AfterEach
  void stop() throws IOException {
    running.forEach(Process::destroyForcibly);
    readers.shutdownNow();
    if (postgres != null) {
      memory.close();
      postgres.close();
    }
  }

  @Test
  void noFloorEverFallsHoweverOftenEightWritersAndTheDatabaseAreKilled() throws Exception {
    memory.createSchema(Samples.soon());
    for (int i = 0; i < WRITERS; i++) {
      running.add(writer());
    }
    for (int round = 0; round < 3; round++) {
      awaitMore(30);
      if (round > 0) {
        postgres.control("restart");
      }
      running.remove(random.nextInt(running.size())).destroyForcibly().waitFor();
      running.add(writer());
    }
    awaitMore(30);
    for (Process process : running) {
      process.destroyForcibly().waitFor();
    }
    readers.shutdown();
    long last = recalled();
    assertEquals(done.size(), done.stream().distinct().count(), "two writers were done with the same version");
    assertTrue(last >= highest(done), last + " after " + highest(done));
  }

  /** Waits for so many more successes, and watches meanwhile that no floor falls. */
  private void awaitMore(int successes) throws InterruptedException {
    int enough = done.size() + successes;
    long end = System.nanoTime() + 30_000_000_000L;
    while (done.size() < enough) {
      assertTrue(System.nanoTime() - end < 0, "only " + done.size() + " successes");
      long known = highest(done);
      long now = recalled();
      assertTrue(now >= known, now + " after " + known);
      Thread.sleep(20);
    }
  }

  private long recalled() throws InterruptedException {
    for (int outages = 0; ; outages++) {
      Recalled recalled = memory.recall(Samples.KEY, Samples.soon());
      if (!(recalled instanceof Recalled.Unreadable unreadable)) {
        return Samples.versionOf(recalled);
      }
      assertTrue(outages < 100, unreadable.outage().message());
      Thread.sleep(20);
    }
  }

  private static long highest(Collection<Long> versions) {
    return versions.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private Process writer() throws IOException, URISyntaxException {
    StringJoiner classPath = new StringJoiner(File.pathSeparator);
    for (Class<?> wanted : List.of(DatabaseIncrements.class, JdbcTrustMemory.class, TrustMemory.class,
        JsonFactory.class, PGSimpleDataSource.class, Test.class)) {
      classPath.add(Path.of(wanted.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto",
                "-cp", classPath.toString(), DatabaseIncrements.class.getName(), Integer.toString(postgres.port()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
    readers.execute(() -> printed.lines().map(Long::valueOf).forEach(done::add));
    return process;
  }

  @Test
  void makesTheTablesOnceHoweverManyReplicasMakeThem() throws Exception {
    List<Callable<Void>> replicas = Stream.generate(() -> (Callable<Void>) () -> {
      try (JdbcTrustMemory replica = JdbcTrustMemory.over(postgres.dataSource(), "fleet")) {
        replica.createSchema(Samples.soon());
      }
      return null;
    }).limit(WRITERS).toList();
    for (Future<Void> made : readers.invokeAll(replicas)) {
      made.get();
    }
    MemoryKey key = Samples.KEY;
    assertEquals(new Kept.Done(), memory.replace(key, Optional.empty(), Samples.version(1), Samples.soon()));
  }
}
