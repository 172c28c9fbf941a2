package dev.trustverifier.tck;

import dev.trustverifier.memory.TrustMemory;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The contract's tests, run on a memory that may be wrong. */
final class MemoryTrial implements TrustMemoryContract {
  static final String SECRET = "hunter2";
  static final ContractTests TESTS = new ContractTests(TrustMemoryContract.class);

  private final Supplier<? extends MapOfMemories> maker;
  private MapOfMemories last = new MapOfMemories();

  MemoryTrial(Supplier<? extends MapOfMemories> maker) {
    this.maker = maker;
  }

  @Override
  public TrustMemory empty() {
    last = maker.get();
    return last;
  }

  @Override
  public Optional<TrustMemory> reopened() {
    return Optional.of(last.reopened());
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
