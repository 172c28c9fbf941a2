package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;

/** A way to one server after another. */
interface Route extends AutoCloseable {
  MetadataSource to(SimulatedSource server);

  /** What is done before each request to a source. */
  interface Preparation {
    void before(Gun gun, MetadataName name);
  }

  /** A real source to which a file is brought just before it is asked for. */
  static MetadataSource bringing(SimulatedSource server, MetadataSource source, Preparation preparation) {
    return server.through(new MetadataSource() {
      @Override
      public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
        preparation.before(gun, name);
        return source.fetch(gun, name, limit, deadline);
      }

      @Override
      public String describe(Gun gun) {
        return source.describe(gun);
      }
    });
  }

  @Override
  default void close() {}
}
