package dev.trustverifier.tck;

import dev.trustverifier.memory.TrustMemory;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The contract's tests, run on a memory that may be wrong. */
record MemoryTrial(Supplier<? extends MapOfMemories> maker) implements TrustMemoryContract {
  static final String SECRET = "hunter2";
  static final ContractTests TESTS = new ContractTests(TrustMemoryContract.class);

  @Override
  public TrustMemory empty() {
    return maker.get();
  }

  @Override
  public Optional<TrustMemory> broken() {
    return Optional.of(MapOfMemories.broken(maker.get()));
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  /** What failed, by name of the test, with its message. */
  SortedMap<String, String> failures() {
    return TESTS.failures(this);
  }
}
