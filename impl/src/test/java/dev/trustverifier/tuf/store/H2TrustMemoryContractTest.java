package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

class H2TrustMemoryContractTest implements TrustMemoryContract {
  private DataSource database = H2.fresh();

  @Override
  public TrustMemory empty() throws IOException {
    database = H2.fresh();
    JdbcTrustMemory memory = JdbcTrustMemory.over(database, "contract");
    memory.createSchema(Samples.soon());
    return memory;
  }

  @Override
  public Optional<TrustMemory> reopened() {
    return Optional.of(JdbcTrustMemory.over(database, "contract"));
  }

  @Override
  public Optional<TrustMemory> broken() {
    return Optional.of(JdbcTrustMemory.over(H2.fresh(), "contract"));
  }

  @Override
  public List<String> secrets() {
    return List.of(H2.PASSWORD, "jdbc:");
  }
}
