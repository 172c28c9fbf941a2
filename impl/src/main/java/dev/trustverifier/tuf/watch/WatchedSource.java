package dev.trustverifier.tuf.watch;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.TrustListener;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.Optional;

/**
 * A source that is watched.
 *
 * @param source the source; closed by its owner
 * @param watch whom to tell
 */
public record WatchedSource(MetadataSource source, Watch watch) implements MetadataSource {

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    Span span = watch.begin(Kind.FETCH);
    Fetched fetched = source.fetch(gun, name, limit, deadline);
    span.end(took -> new TrustListener.Fetched(gun, name, bytes(fetched), outage(fetched), took));
    return fetched;
  }

  private static Optional<Long> bytes(Fetched fetched) {
    return fetched instanceof Fetched.Found found ? Optional.of((long) found.content().length) : Optional.empty();
  }

  private static Optional<Outage> outage(Fetched fetched) {
    return fetched instanceof Fetched.Failed failed ? Optional.of(failed.outage()) : Optional.empty();
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }
}
