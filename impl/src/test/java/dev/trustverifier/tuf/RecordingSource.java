package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps a log of what is asked for, and can be made to answer something else. */
final class RecordingSource implements MetadataSource {
  private final MetadataSource source;
  private final List<MetadataName> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<Function<MetadataName, Fetched>> answer = Optional.empty();

  RecordingSource(MetadataSource source) {
    this.source = source;
  }

  List<MetadataName> requests() {
    return requests;
  }

  void answer(Function<MetadataName, Fetched> instead) {
    answer = Optional.of(instead);
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    requests.add(name);
    return answer.isPresent() ? answer.get().apply(name) : source.fetch(gun, name, limit, deadline);
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }

  @Override
  public void close() {
    source.close();
  }
}
