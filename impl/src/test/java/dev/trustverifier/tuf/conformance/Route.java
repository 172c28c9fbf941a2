package dev.trustverifier.tuf.conformance;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;

/** A way to one server after another. */
interface Route extends AutoCloseable {
  MetadataSource to(SimulatedSource server);

  @Override
  default void close() {}
}
