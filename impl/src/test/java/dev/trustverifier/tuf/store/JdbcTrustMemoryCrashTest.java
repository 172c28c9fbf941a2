package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Remembered;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A process that is killed before each statement in turn. */
class JdbcTrustMemoryCrashTest {
  private static final int FEWEST_STEPS = 6;

  private final DataSource database = H2.fresh();
  private final JdbcTrustMemory memory = JdbcTrustMemory.over(database, "crash");
  private final Fuse fuse = new Fuse();

  /** What a process does with its memory. */
  @FunctionalInterface
  private interface Work {
    void run(JdbcTrustMemory memory) throws IOException;
  }

  /** Whether it came to its end before it was killed. */
  private boolean isDone(int steps, Work work) throws IOException {
    try (JdbcTrustMemory mortal = JdbcTrustMemory.over(new CrashingDatabase(fuse).dataSource(database), "crash")) {
      fuse.light(steps);
      work.run(mortal);
      return true;
    } catch (Fuse.Killed killed) {
      return false;
    } finally {
      fuse.replace();
    }
  }

  private static void replace(JdbcTrustMemory memory, Optional<Remembered> expected, long version) {
    Kept kept = memory.replace(Samples.KEY, expected, Samples.version(version), Samples.soon());
    assertEquals(new Kept.Done(), kept);
  }

  private Optional<Remembered> recalled() {
    return Samples.known(memory.recall(Samples.KEY, Samples.soon()));
  }

  @Test
  void aWriterLeavesTheOldOrTheNew() throws IOException {
    memory.createSchema(Samples.soon());
    boolean done = false;
    for (int steps = 0; !done; steps++) {
      long old = Samples.versionOf(memory.recall(Samples.KEY, Samples.soon()));
      Optional<Remembered> before = recalled();
      done = isDone(steps, mortal -> replace(mortal, before, old + 1));
      Optional<Remembered> left = recalled();
      assertTrue(left.equals(Optional.of(Samples.version(old + 1))) || !done && left.equals(before));
      replace(memory, left, old + 2);
      assertTrue(!done || steps >= FEWEST_STEPS, "only " + steps);
    }
  }

  @Test
  void whatIsForgottenIsRecorded() throws IOException, SQLException {
    memory.createSchema(Samples.soon());
    boolean done = false;
    for (int steps = 0; !done; steps++) {
      memory.forget(Samples.GUN, Samples.soon());
      replace(memory, Optional.empty(), 1);
      long records = records();
      done = isDone(
          steps, mortal -> assertEquals(List.of(Samples.KEY), mortal.forget(Samples.GUN, Samples.soon())));
      boolean isKnown = recalled().isPresent();
      assertTrue(!isKnown || !done, "what was forgotten came back");
      assertEquals(isKnown ? records : records + 1, records());
      assertTrue(!done || steps >= FEWEST_STEPS, "only " + steps);
    }
  }

  private long records() throws SQLException {
    try (Connection connection = database.getConnection(); Statement select = connection.createStatement();
        ResultSet count = select.executeQuery("SELECT COUNT(*) FROM trustverifier.forgotten")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Test
  void theTablesAreMadeWhereverAnEarlierAttemptDied() throws IOException {
    boolean done = false;
    for (int steps = 0; !done; steps++) {
      done = isDone(steps, mortal -> mortal.createSchema(Samples.soon()));
    }
    replace(memory, Optional.empty(), 1);
  }
}
