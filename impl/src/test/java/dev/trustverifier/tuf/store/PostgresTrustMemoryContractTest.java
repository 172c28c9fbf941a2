package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresTrustMemoryContractTest implements TrustMemoryContract {
  private static final AtomicInteger COUNT = new AtomicInteger();
  @RegisterExtension static final RunningPostgres POSTGRES = new RunningPostgres();

  @Override
  public TrustMemory empty() throws IOException {
    JdbcTrustMemory memory = JdbcTrustMemory.over(POSTGRES.dataSource(), "contract-" + COUNT.incrementAndGet());
    memory.createSchema(Samples.soon());
    return memory;
  }

  @Test
  void aRoleWithTheRightsThatTheScriptNamesFindsTheTables() throws IOException, SQLException {
    empty();
    String user = "reader" + COUNT.incrementAndGet();
    try (Connection connection = POSTGRES.dataSource().getConnection(); Statement sql = connection.createStatement()) {
      sql.execute("CREATE ROLE " + user + " LOGIN");
      sql.execute("GRANT USAGE ON SCHEMA trustverifier TO " + user);
      sql.execute("GRANT SELECT, INSERT, UPDATE ON trustverifier.remembered TO " + user);
    }
    PGSimpleDataSource database = (PGSimpleDataSource) POSTGRES.dataSource();
    database.setUser(user);
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(database, user)) {
      memory.createSchema(Samples.soon());
      Kept kept = memory.replace(Samples.KEY, Optional.empty(), Samples.version(1), Samples.soon());
      assertInstanceOf(Kept.Done.class, kept);
      assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
    }
  }

  @Override
  public Optional<TrustMemory> reopened() {
    return Optional.of(JdbcTrustMemory.over(POSTGRES.dataSource(), "contract-" + COUNT.get()));
  }

  /** Nothing listens at port 1. */
  @Override
  public Optional<TrustMemory> broken() {
    return Optional.of(JdbcTrustMemory.over(Postgres.dataSource(1), "contract"));
  }

  @Override
  public List<String> secrets() {
    return List.of(Postgres.PASSWORD, "jdbc:");
  }
}
