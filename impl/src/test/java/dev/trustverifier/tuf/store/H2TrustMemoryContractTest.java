package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

class H2TrustMemoryContractTest implements TrustMemoryContract {

  @Override
  public TrustMemory empty() throws IOException {
    JdbcTrustMemory memory = JdbcTrustMemory.over(H2.fresh(), "contract");
    memory.createSchema(Samples.soon());
    return memory;
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
