package dev.trustverifier.tuf.registry;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Chooses proxies as told, but none for this very machine. */
final class Proxies extends ProxySelector {
  private static final List<Proxy> NONE = List.of(Proxy.NO_PROXY);

  private final Optional<ProxySelector> others;

  /** Follows a choice, or none. */
  Proxies(Optional<ProxySelector> others) {
    this.others = others;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return ServerAddress.isDirect(uri.getHost()) ? NONE : others.map(choice -> choice.select(uri)).orElse(NONE);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException fault) {
    others.ifPresent(choice -> choice.connectFailed(uri, proxy, fault));
  }
}
