package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * The JDK's clients, one for each way to appear. One that may hold a connection which rested for a while is replaced:
 * what lies between may have forgotten it without a word, and JDK 17 would use it for twenty minutes. The old one ends
 * once what it still does is done and it is collected. Safe for use by several threads.
 */
final class Clients {
  private static final Duration LONGEST_REST = Duration.ofSeconds(60);
  /** A server may name as many others as it likes. */
  private static final int MOST_REMEMBERED = 64;

  private final Network network;
  private final Executor threads;
  private final LongSupplier nanos;
  private final Map<TlsIdentity, Client> clients = new ConcurrentHashMap<>();

  Clients(Network network, Executor threads, LongSupplier nanos) {
    this.network = network;
    this.threads = threads;
    this.nanos = nanos;
  }

  /**
   * One of the JDK's.
   *
   * @param http itself
   * @param used when a server was last asked through it
   */
  private record Client(HttpClient http, Recent<String, Long> used) {
    boolean hasRested(String server, long now) {
      return used.get(server).filter(last -> now - last > LONGEST_REST.toNanos()).isPresent();
    }
  }

  /** Makes the client for an identity, so that nobody has to wait for that later. */
  void prepare(TlsIdentity identity) {
    clients.computeIfAbsent(identity, one -> client(one.context()));
  }

  /** The client by which to ask a server now. */
  HttpClient find(TlsIdentity identity, URI uri) {
    String server = uri.getAuthority();
    long now = nanos.getAsLong();
    Client client = clients.compute(identity, (one, known) -> known == null ? client(one.context())
        : known.hasRested(server, now) ? client(known.http().sslContext()) : known);
    client.used().put(server, now);
    return client.http();
  }

  private Client client(SSLContext tls) {
    HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(network.patience().connecting())
        .proxy(network.proxies())
        .sslContext(tls)
        .executor(threads)
        .build();
    return new Client(http, new Recent<>(MOST_REMEMBERED));
  }

  /** Has them end, now or when they are collected. */
  void leave() {
    clients.values().forEach(client -> ClientShutdown.now(client.http()));
    clients.clear();
  }
}
