package dev.trustverifier.tuf.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Embedded databases. */
public final class H2 {
  static final String PASSWORD = "hunter2";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private H2() {}

  /** An empty one, which lives as long as the process. */
  public static DataSource fresh() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:memory-" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    dataSource.setUser("trust");
    dataSource.setPassword(PASSWORD);
    return dataSource;
  }

  /** One that has the tables, and lives as long as the process. */
  public static DataSource withTables() {
    DataSource database = fresh();
    JdbcTrustMemory memory = JdbcTrustMemory.over(database, "tables");
    try {
      memory.createSchema(Samples.soon());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      memory.close();
    }
    return database;
  }
}
