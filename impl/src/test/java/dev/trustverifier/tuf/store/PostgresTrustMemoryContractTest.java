package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTrustMemoryContractTest implements TrustMemoryContract {
  private static final AtomicInteger COUNT = new AtomicInteger();
  @RegisterExtension static final RunningPostgres POSTGRES = new RunningPostgres();

  @Override
  public TrustMemory empty() throws IOException {
    JdbcTrustMemory memory = JdbcTrustMemory.over(POSTGRES.dataSource(), "contract-" + COUNT.incrementAndGet());
    memory.createSchema(Samples.soon());
    return memory;
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
