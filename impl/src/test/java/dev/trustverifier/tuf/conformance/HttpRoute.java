package dev.trustverifier.tuf.conformance;

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
    return Route.bringing(server, source, (gun, name) -> emulator.serve(gun, () -> server.state(gun)));
  }

  @Override
  public void close() {
    source.close();
    emulator.close();
  }
}
