package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that goes down, hangs or refuses. */
class PostgresOutageTest {
  private static final long SLACK = 5000;

  // The driver may be trying to cancel the statement, for which it takes up to 10 s.
  private static final long LONGEST_CLOSING = 13_000;

  @RegisterExtension static final RunningPostgres POSTGRES = new RunningPostgres();
  private static int count;

  private final String namespace = "outage-" + ++count;
  private JdbcTrustMemory memory;

  @BeforeEach
  void rememberOne() throws Exception {
    memory = JdbcTrustMemory.over(POSTGRES.dataSource(), namespace);
    memory.createSchema(Samples.soon());
    assertEquals(new Kept.Done(), replace(0, Samples.soon()));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void isAnOutageWhileTheDatabaseIsDownAndRemembersWhenItIsBack() throws Exception {
    POSTGRES.server().control("stop");
    Outage outage = outageOf(memory.recall(Samples.KEY, Samples.soon()));
    assertEquals(Outage.Kind.MEMORY, outage.kind());
    assertTrue(outage.message().contains("no connection to the database (SQLSTATE 08001"), outage.message());
    assertInstanceOf(Kept.Failed.class, replace(1, Samples.soon()));
    POSTGRES.server().control("start");
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void givesUpLoggingInToAServerThatHangs() throws Exception {
    POSTGRES.server().hang(true);
    try {
      long start = System.nanoTime();
      Recalled recalled = memory.recall(Samples.KEY, Deadline.after(Duration.ofMillis(300)));
      Kept kept = replace(1, Deadline.after(Duration.ofMillis(300)));
      assertTrue(millisSince(start) < 600 + SLACK, millisSince(start) + " ms");
      assertEquals(Outage.Kind.TIMED_OUT, outageOf(recalled).kind());
      assertEquals(Outage.Kind.TIMED_OUT, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
    } finally {
      POSTGRES.server().hang(false);
    }
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void givesUpAskingAServerThatHangsAndEndsItsThreadsWhenClosed() throws Exception {
    JdbcTrustMemory pooled = JdbcTrustMemory.over(LentConnection.reusing(POSTGRES.dataSource()), "hanging");
    assertEquals(new Recalled.Unknown(), pooled.recall(Samples.KEY, Samples.soon()));
    POSTGRES.server().hang(true);
    try {
      Recalled late = pooled.recall(Samples.KEY, Deadline.after(Duration.ofMillis(100)));
      assertEquals(Outage.Kind.TIMED_OUT, outageOf(late).kind());
    } finally {
      long start = System.nanoTime();
      pooled.close();
      long took = millisSince(start);
      POSTGRES.server().hang(false);
      assertTrue(took < LONGEST_CLOSING, took + " ms");
    }
    assertFalse(hasThreads("hanging"));
  }

  @Test
  void givesUpWaitingForALockAtTheDeadlineAndLeavesNoStatementBehind() throws Exception {
    try (Connection holder = holder()) {
      long start = System.nanoTime();
      Kept kept = replace(1, Deadline.after(Duration.ofMillis(300)));
      assertEquals(Outage.Kind.TIMED_OUT, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
      assertTrue(millisSince(start) < 300 + SLACK, millisSince(start) + " ms");
      Thread.sleep(1000);
      assertFalse(anyoneWaits(holder), "the driver's query timeout did not end the statement");
      holder.rollback();
    }
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void endsItsThreadsWhenClosedWhileAStatementHangs() throws Exception {
    try (Connection holder = holder()) {
      Thread caller = new Thread(() -> replace(1, Samples.soon()));
      caller.start();
      while (!anyoneWaits(holder)) {
        Thread.sleep(10);
      }
      memory.close();
      caller.join(SLACK);
      assertFalse(caller.isAlive(), "the caller still waits");
      assertFalse(hasThreads(namespace));
      holder.rollback();
    }
  }

  @Test
  void endsItsThreadsWhenClosedAfterALeftCallHangs() throws Exception {
    try (Connection holder = holder()) {
      replace(1, Deadline.after(Duration.ofMillis(50)));
      memory.close();
      assertFalse(hasThreads(namespace));
      holder.rollback();
    }
  }

  @Test
  void isOutdatedAtEveryIsolationLevel() throws Exception {
    for (String level : new String[] {"serializable", "repeatable read", "read committed"}) {
      setIsolation(level);
      long before = Samples.versionOf(memory.recall(Samples.KEY, Samples.soon()));
      try (Connection other = POSTGRES.dataSource().getConnection(); Statement sql = other.createStatement()) {
        other.setAutoCommit(false);
        sql.executeUpdate("UPDATE trustverifier.remembered SET revision = revision + 1");
        Kept[] kept = new Kept[1];
        Thread caller = new Thread(() -> kept[0] = replace(before, Samples.soon()));
        caller.start();
        while (!anyoneWaits(other)) {
          Thread.sleep(10);
        }
        other.commit();
        caller.join();
        assertEquals(new Kept.Outdated(), kept[0], level);
      }
    }
  }

  private void setIsolation(String level) throws SQLException {
    try (Connection admin = POSTGRES.dataSource().getConnection(); Statement sql = admin.createStatement()) {
      sql.execute("ALTER ROLE trust SET default_transaction_isolation = '" + level + "'");
    }
  }

  /** A connection that has the row locked. */
  private Connection holder() throws SQLException {
    Connection holder = POSTGRES.dataSource().getConnection();
    holder.setAutoCommit(false);
    try (Statement sql = holder.createStatement()) {
      sql.execute("SELECT * FROM trustverifier.remembered FOR UPDATE");
    }
    return holder;
  }

  private static boolean anyoneWaits(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        var waiting = sql.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
      waiting.next();
      return waiting.getLong(1) > 0;
    }
  }

  private Kept replace(long from, Deadline deadline) {
    Optional<Remembered> expected =
        from == 0 ? Optional.empty() : Optional.of(Samples.version(from));
    return memory.replace(Samples.KEY, expected, Samples.version(from + 1), deadline);
  }

  private static boolean hasThreads(String namespace) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("trust-memory-" + namespace));
  }

  private static Outage outageOf(Recalled recalled) {
    return assertInstanceOf(Recalled.Unreadable.class, recalled).outage();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
