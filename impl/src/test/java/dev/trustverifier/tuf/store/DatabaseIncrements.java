package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Counts upwards in a database for ever, as a program of its own: the port. Every success is printed. */
final class DatabaseIncrements {
  private DatabaseIncrements() {}

  public static void main(String[] args) throws InterruptedException {
    DataSource pool = LentConnection.reusing(Postgres.dataSource(Integer.parseInt(args[0])));
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(pool, "fleet")) {
      for (;;) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(5));
        Recalled before = memory.recall(Samples.KEY, deadline);
        if (before instanceof Recalled.Unreadable || !count(memory, before, deadline)) {
          Thread.sleep(20);
        }
      }
    }
  }

  /** False if the database is down. */
  private static boolean count(JdbcTrustMemory memory, Recalled before, Deadline deadline) {
    Optional<Remembered> known = Samples.known(before);
    long next = Samples.versionOf(before) + 1;
    Kept kept = memory.replace(Samples.KEY, known, Samples.version(next), deadline);
    if (kept instanceof Kept.Done) {
      System.out.println(next);
    }
    return !(kept instanceof Kept.Failed);
  }
}
