package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;

class InProcessTrustMemoryContractTest implements TrustMemoryContract {

  @Override
  public TrustMemory empty() {
    return new InProcessTrustMemory();
  }

  @Override
  public boolean answersAtOnce() {
    return true;
  }
}
