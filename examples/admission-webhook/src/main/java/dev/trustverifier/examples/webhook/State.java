package dev.trustverifier.examples.webhook;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trustverifier.Deadline;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where this gate remembers: a folder of its own, or a database that all replicas share. A database that is down keeps
 * nobody from starting: until it is back, verdicts are undecided.
 */
final class State implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(State.class.getName());
  private static final String JDBC = "jdbc:";
  private static final String NAMESPACE = "admission";
  private static final Duration MOST_FOR_TABLES = Duration.ofSeconds(5);

  private final TrustMemory memory;
  private final Runnable prepare;
  private final Runnable close;

  private State(TrustMemory memory, Runnable prepare, Runnable close) {
    this.memory = memory;
    this.prepare = prepare;
    this.close = close;
  }

  /** Throws IllegalArgumentException if it can be neither. */
  static State of(String where, Map<String, String> environment) {
    return where.startsWith(JDBC) ? database(where, environment) : folder(where);
  }

  private static State folder(String where) {
    return new State(FileTrustMemory.at(Path.of(where)), () -> {}, () -> {});
  }

  private static State database(String url, Map<String, String> environment) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    // Of the environment, so that no password stands in a command line.
    config.setUsername(environment.get("TRUSTVERIFIER_DB_USER"));
    config.setPassword(environment.get("TRUSTVERIFIER_DB_PASSWORD"));
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5000);
    config.setInitializationFailTimeout(-1);
    config.setPoolName("state");
    HikariDataSource pool = new HikariDataSource(config);
    JdbcTrustMemory memory = JdbcTrustMemory.over(pool, NAMESPACE);
    AtomicBoolean ready = new AtomicBoolean();
    return new State(memory, () -> createTables(memory, ready), () -> {
      memory.close();
      pool.close();
    });
  }

  private static void createTables(JdbcTrustMemory memory, AtomicBoolean ready) {
    if (ready.get()) {
      return;
    }
    try {
      memory.createSchema(Deadline.after(MOST_FOR_TABLES));
      ready.set(true);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, () -> "no tables yet; they will be tried again: " + e.getMessage());
    }
  }

  TrustMemory memory() {
    return memory;
  }

  /** Makes what is not there yet; does nothing once that is done. */
  void prepare() {
    prepare.run();
  }

  @Override
  public void close() {
    close.run();
  }
}
