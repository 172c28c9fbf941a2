package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Offered;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What one registry of Azure gives to an identity of Entra: a refresh token, got once however many wait for it, and
 * kept while it is good and taken. Safe for use by several threads.
 */
public final class EntraCredentials implements Credentials, AutoCloseable {
  private final InstantSource clock = InstantSource.system();
  private final Connections connections;
  private final Tokens tokens;
  private final Grant grant;

  /**
   * Connects when first asked.
   *
   * @param server where the registry is
   * @param registry its name, which is its service's too
   * @param identity who asks
   * @param network how to get there, and to Entra
   */
  public EntraCredentials(ServerAddress server, String registry, EntraIdentity identity, Network network) {
    connections = new Connections(network, uri -> true, (uri, count) -> {}).prepareFor(server.uri());
    tokens = new Tokens(new EntraExchange(identity, new Persistence(connections, clock), clock), clock);
    Realm exchange = new Realm(URI.create(server + "/oauth2/exchange"));
    grant = new Grant(exchange, Optional.of(registry), "", Optional.empty());
  }

  @Override
  public Offered offer(String registry, Deadline deadline) {
    try {
      return tokens.find(grant, Optional.empty(), deadline) instanceof Issued.Given given
          ? new Offered.Found(new Credential.IdentityToken(given.token().value()))
          : new Offered.Nothing();
    } catch (NoAnswer e) {
      return new Offered.Failed(e.outage());
    }
  }

  @Override
  public void refused(String registry, Credential refused) {
    if (refused instanceof Credential.IdentityToken identity) {
      tokens.forget(grant, identity.token());
    }
  }

  /** Ends what is under way, as an outage, and our threads. */
  @Override
  public void close() {
    connections.close();
  }
}
