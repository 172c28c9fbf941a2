package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.ObjLongConsumer;

/** Fetches files from one server, each within its limit and its deadline. Safe for use by several threads. */
public final class RegistryClient implements AutoCloseable {
  private final ServerAddress server;
  private final InstantSource clock = InstantSource.system();
  private final Connections connections;
  private final Door door;

  /**
   * A client for one server; connects when first asked.
   *
   * @param server where to go
   * @param network how to get there
   * @param access how to be let in
   * @param progress is told of every file how many of its bytes are there; called from other threads, must not block
   */
  public RegistryClient(ServerAddress server, Network network, Access access, ObjLongConsumer<URI> progress) {
    this.server = server;
    this.connections = new Connections(network, uri -> access.maySee(uri, server), (uri, count) -> {
      if (server.holds(uri)) {
        progress.accept(uri, count);
      }
    });
    connections.prepareFor(server.uri());
    access.tokenHosts().stream()
        .map(host -> URI.create("https://" + host))
        .filter(uri -> uri.getHost() != null)
        .forEach(connections::prepareFor);
    this.door = new Door(server, access, new Persistence(connections, clock), clock);
  }

  /**
   * Asks for one file.
   *
   * @param gun the collection
   * @param fileName which of its files
   * @param limit the most bytes to take
   * @param deadline when to give up
   * @return the file, its absence, its excess, or an outage
   * @throws IllegalStateException if this client is closed
   * @throws IllegalArgumentException if the limit is negative
   */
  public Fetched fetch(Gun gun, String fileName, long limit, Deadline deadline) {
    URI file = server.fileOf(gun, fileName);
    if (connections.isClosed()) {
      throw new IllegalStateException("closed, and asked for " + file);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is 0 or more: " + limit);
    }
    try {
      return door.ask(gun, Call.get(file, limit), deadline).asFile(clock);
    } catch (NoAnswer e) {
      return new Fetched.Failed(e.outage());
    }
  }

  /** Ends what is under way, as an outage, and our threads. */
  @Override
  public void close() {
    connections.close();
  }
}
