package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tuf.notary.NotarySource;

/** By way of a server on loopback, which has what is served at any time. */
final class HttpRoute implements Route {
  private final NotaryEmulator emulator = NotaryEmulator.start();
  private final NotarySource source = NotarySource.at(emulator.uri());

  @Override
  public MetadataSource to(SimulatedSource server) {
    return server.through(new MetadataSource() {
      @Override
      public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
        emulator.serve(gun, () -> server.state(gun));
        return source.fetch(gun, name, limit, deadline);
      }

      @Override
      public String describe(Gun gun) {
        return source.describe(gun);
      }
    });
  }

  @Override
  public void close() {
    source.close();
    emulator.close();
  }
}
