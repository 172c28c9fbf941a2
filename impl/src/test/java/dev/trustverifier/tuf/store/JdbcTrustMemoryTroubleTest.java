package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Recalled;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Data sources that fail or hang. */
class JdbcTrustMemoryTroubleTest {
  private static final String URL = "jdbc:postgresql://trust:hunter2@db.example/trust?password=hunter2";

  @Test
  void tellsTheStateAndNeverTheMessage() {
    SQLException driver = new SQLException("no suitable driver for " + URL, "08001");
    SQLException pool = new SQLException("cannot connect to " + URL, null, driver);
    assertTold("no connection to the database (SQLSTATE 08001, SQLException)", () -> {
      throw pool;
    });
    assertTold("the database failed: SQLException", () -> {
      throw new SQLException("cannot connect to " + URL, URL);
    });
    assertTold("the database failed: IllegalStateException", () -> {
      throw new IllegalStateException(URL);
    });
    assertTold("no connection to the database (SQLSTATE 08001, SQLException)", () -> null);
  }

  private static void assertTold(String reason, Callable<Connection> connections) {
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(LentConnection.from(connections), "x")) {
      Outage outage = outageOf(memory.recall(Samples.KEY, Samples.soon()));
      assertEquals(new Outage(Outage.Kind.MEMORY, "trust memory x, lab.example/a (pinned): " + reason), outage);
      IOException told = assertThrows(IOException.class, () -> memory.forget(Samples.GUN, Samples.soon()));
      assertEquals("trust memory x, lab.example/a: " + reason, told.getMessage());
      assertNull(told.getCause());
    }
  }

  @Test
  void saysWhichTablesAreMissing() {
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(H2.fresh(), "x")) {
      String message = outageOf(memory.recall(Samples.KEY, Samples.soon())).message();
      assertTrue(message.contains("the tables are missing, which schema.sql or createSchema() makes"), message);
    }
  }

  @Test
  void saysSoAtOnceWhereATableOfThatNameHasAnotherShape() throws SQLException {
    DataSource database = H2.fresh();
    try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA trustverifier");
      statement.execute("CREATE TABLE trustverifier.remembered (gun VARCHAR(10))");
    }
    AtomicInteger connections = new AtomicInteger();
    DataSource counted = LentConnection.from(() -> {
      connections.incrementAndGet();
      return database.getConnection();
    });
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(counted, "x")) {
      IOException told = assertThrows(IOException.class, () -> memory.createSchema(Samples.soon()));
      assertTrue(told.getMessage().contains("SQLSTATE 42S22"), told.getMessage());
    }
    assertTrue(connections.get() < 20, "connections: " + connections);
  }

  @Test
  void givesUpOnAPoolThatHangsAtTheDeadlineAndInterruptsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Callable<Connection> hanging = () -> {
      begun.countDown();
      try {
        Thread.sleep(60_000);
        throw new SQLException();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new SQLException("interrupted", e);
      }
    };
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(LentConnection.from(hanging), "hanging")) {
      while (begun.getCount() > 0) { // A busy machine may have no time to begin.
        Deadline deadline = Deadline.after(Duration.ofMillis(50));
        assertEquals(Outage.Kind.TIMED_OUT, outageOf(memory.recall(Samples.KEY, deadline)).kind());
      }
      interrupted.await();
      Deadline another = Deadline.after(Duration.ofMillis(50));
      assertThrows(InterruptedIOException.class, () -> memory.createSchema(another));
    }
    assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("trust-memory-hanging")));
  }

  @Test
  void waitsForNoMoreThanSoManyCallsThatHangForEver() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Callable<Connection> deaf = () -> {
      while (end.getCount() > 0) {
        try {
          end.await();
        } catch (InterruptedException e) {
          continue;
        }
      }
      throw new SQLException();
    };
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(LentConnection.from(deaf), "deaf")) {
      Outage last;
      int asked = 0;
      do {
        last = outageOf(memory.recall(Samples.KEY, Deadline.after(Duration.ofMillis(10))));
        assertEquals(Outage.Kind.TIMED_OUT, last.kind());
        // On a busy machine a call may be left before it has begun to hang.
      } while (!last.message().contains("16 other calls") && ++asked < 50 * DatabaseThreads.MOST);
      assertTrue(last.message().contains("16 other calls"), last.message());
      assertTrue(asked >= DatabaseThreads.MOST, asked + " calls");
      end.countDown();
      assertEquals(Outage.Kind.MEMORY, outageOf(memory.recall(Samples.KEY, Samples.soon())).kind());
    } finally {
      end.countDown();
    }
  }

  @Test
  void leavesWhenInterruptedAndStaysInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Callable<Connection> hanging = () -> {
      asked.countDown();
      Thread.sleep(60_000);
      throw new SQLException();
    };
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(LentConnection.from(hanging), "hanging")) {
      Outage[] outage = new Outage[1];
      boolean[] stayed = new boolean[1];
      Thread caller = new Thread(() -> {
        outage[0] = outageOf(memory.recall(Samples.KEY, Samples.soon()));
        stayed[0] = Thread.currentThread().isInterrupted();
      });
      caller.start();
      asked.await();
      caller.interrupt();
      caller.join();
      assertEquals(Outage.Kind.INTERRUPTED, outage[0].kind());
      assertTrue(stayed[0]);
    }
  }

  private static Outage outageOf(Recalled recalled) {
    return assertInstanceOf(Recalled.Unreadable.class, recalled).outage();
  }
}
