package dev.trustverifier.tck;

import dev.trustverifier.source.MetadataSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** The contract's tests, run on a source that may be wrong. */
record Trial(
    Function<Map<PublishedFile, byte[]>, MetadataSource> maker,
    Function<Map<PublishedFile, byte[]>, MetadataSource> ruin,
    Function<Map<PublishedFile, byte[]>, MetadataSource> bar)
    implements MetadataSourceContract {
  static final String SECRET = "hunter2";
  static final ContractTests TESTS = new ContractTests(MetadataSourceContract.class);

  static Trial of(Function<Map<PublishedFile, byte[]>, MetadataSource> maker) {
    return new Trial(maker, BrokenFolder::new, BrokenFolder::new);
  }

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
    return maker.apply(files);
  }

  @Override
  public Optional<MetadataSource> broken() {
    return Optional.ofNullable(ruin.apply(Map.of()));
  }

  @Override
  public Optional<MetadataSource> refused() {
    return Optional.ofNullable(bar.apply(Map.of()));
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
