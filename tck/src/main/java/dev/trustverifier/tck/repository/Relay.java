package dev.trustverifier.tck.repository;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.Optional;

/**
 * A real source, watched by a simulated one.
 *
 * @param server keeps the log, and has orders
 * @param real fetches all else
 */
record Relay(SimulatedSource server, MetadataSource real) implements MetadataSource {
  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    Optional<Fetched> ordered = server.ordered(name);
    Fetched answer = ordered.isPresent() ? ordered.get() : real.fetch(gun, name, limit, deadline);
    server.log(name);
    return answer;
  }

  @Override
  public String describe(Gun gun) {
    return real.describe(gun);
  }

  @Override
  public void close() {
    real.close();
  }
}
