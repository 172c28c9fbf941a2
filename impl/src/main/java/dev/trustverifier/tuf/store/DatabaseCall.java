package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.wire.CorruptMemory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on a connection of its own, run by one thread and given up by others.
 *
 * @param <T> what comes of it
 */
final class DatabaseCall<T> {
  private static final long SECOND = 1_000_000_000;

  private final DataSource dataSource;
  private final Deadline deadline;
  private final Work<T> work;
  private @Nullable Thread connecting;
  private @Nullable Connection connection;
  private boolean unwanted;

  /** What to do between begin and commit. */
  @FunctionalInterface
  interface Work<T> {
    T run(DatabaseCall<?> call) throws SQLException, CorruptMemory;
  }

  DatabaseCall(DataSource dataSource, Deadline deadline, Work<T> work) {
    this.dataSource = dataSource;
    this.deadline = deadline;
    this.work = work;
  }

  /** Begins, works and commits; or rolls back, and throws. */
  T run() throws SQLException, CorruptMemory {
    try (Connection mine = connect()) {
      boolean autoCommit = mine.getAutoCommit();
      int queryTimeout = queryTimeout(mine);
      try {
        mine.setAutoCommit(false);
        T result = work.run(this);
        mine.commit();
        return result;
      } catch (SQLException | CorruptMemory | RuntimeException | Error e) {
        rollBack(mine, e);
        throw e;
      } finally {
        restore(mine, autoCommit, queryTimeout);
      }
    } finally {
      disconnected();
    }
  }

  /** A statement that the driver ends a second after the deadline at the latest. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = wantedConnection().prepareStatement(sql);
    try {
      statement.setQueryTimeout(Math.toIntExact((deadline.remaining().toNanos() + SECOND - 1) / SECOND));
      return statement;
    } catch (SQLException | RuntimeException | Error e) {
      statement.close();
      throw e;
    }
  }

  /** Nobody waits for it any more: it begins nothing new, but may have to be aborted. */
  synchronized void abandon() {
    unwanted = true;
    // Only here: an interrupt in the middle of a statement makes H2 close its files.
    if (connecting != null) {
      connecting.interrupt();
    }
  }

  /** Breaks its connection, if it still has one. */
  void abort(Executor executor) {
    abandon();
    Connection broken;
    synchronized (this) {
      broken = connection;
    }
    if (broken != null) {
      try {
        broken.abort(executor);
      } catch (SQLException | RuntimeException e) {
        // A driver that cannot abort leaves only the query timeout.
        return;
      }
    }
  }

  private Connection connect() throws SQLException {
    synchronized (this) {
      requireWanted();
      connecting = Thread.currentThread();
    }
    @Nullable Connection obtained = null;
    try {
      obtained = dataSource.getConnection();
    } finally {
      synchronized (this) {
        connecting = null;
        Thread.interrupted();
        connection = obtained;
      }
    }
    if (obtained == null) {
      throw new SQLException("no connection", "08001");
    }
    return obtained;
  }

  private synchronized void disconnected() {
    connection = null;
  }

  private synchronized Connection wantedConnection() throws SQLException {
    requireWanted();
    if (connection == null) {
      throw new SQLException("not connected", "08003");
    }
    return connection;
  }

  private void requireWanted() throws SQLTimeoutException {
    if (unwanted || deadline.hasPassed()) {
      throw new SQLTimeoutException("nobody waits any more", "57014");
    }
  }

  private static int queryTimeout(Connection mine) throws SQLException {
    try (Statement any = mine.createStatement()) {
      return any.getQueryTimeout();
    }
  }

  private static void rollBack(Connection mine, Throwable because) {
    try {
      mine.rollback();
    } catch (SQLException | RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** A pool that lends it again may not do this, and with H2 the query timeout belongs to the connection. */
  private static void restore(Connection mine, boolean autoCommit, int queryTimeout) {
    try (Statement any = mine.createStatement()) {
      any.setQueryTimeout(queryTimeout);
      mine.setAutoCommit(autoCommit);
    } catch (SQLException | RuntimeException e) {
      // Broken: what matters was committed or thrown before.
      return;
    }
  }
}
