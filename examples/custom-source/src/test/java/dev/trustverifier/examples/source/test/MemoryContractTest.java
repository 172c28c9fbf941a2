package dev.trustverifier.examples.source.test;

import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.TrustMemoryContract;
import dev.trustverifier.tuf.store.InProcessTrustMemory;

// README begin
class MemoryContractTest implements TrustMemoryContract {
  @Override
  public TrustMemory empty() {
    return new InProcessTrustMemory();                  // yours
  }

  @Override
  public boolean answersAtOnce() {
    return true;                                        // it is a map; a database or a file waits: leave this out
  }
}
// README end
