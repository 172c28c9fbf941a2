package dev.trustverifier.tuf.registry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * The JDK's clients, which take turns for each way to appear. What lies between forgets a connection that rested for some
 * minutes and tells nobody, and JDK 17 would use it for twenty: there each client is asked for two minutes, and then not
 * before its connections have ended. Later JDKs end them after half a minute, and one client has all turns. Safe for use
 * by several threads.
 */
final class Clients {
  private static final Duration TURN = Duration.ofMinutes(2);
  private static final int FIRST_TO_END_THEM_SOON = 20;
  /** More than twenty minutes of them. */
  private static final int TURNS = Runtime.version().feature() < FIRST_TO_END_THEM_SOON ? 12 : 1;

  private final Network network;
  private final Executor threads;
  private final LongSupplier nanos;
  private final Map<TlsIdentity, SSLContext> contexts = new ConcurrentHashMap<>();
  private final Map<Turn, HttpClient> clients = new ConcurrentHashMap<>();

  Clients(Network network, Executor threads, LongSupplier nanos) {
    this.network = network;
    this.threads = threads;
    this.nanos = nanos;
  }

  /** Whose turn it is. */
  private record Turn(TlsIdentity identity, int number) {}

  /** The client to ask by now, made if need be. */
  HttpClient find(TlsIdentity identity) {
    int number = (int) Math.floorMod(Math.floorDiv(nanos.getAsLong(), TURN.toNanos()), (long) TURNS);
    return clients.computeIfAbsent(new Turn(identity, number), turn -> client(turn.identity()));
  }

  private HttpClient client(TlsIdentity identity) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(network.patience().connecting())
        .proxy(network.proxies())
        .sslContext(contexts.computeIfAbsent(identity, TlsIdentity::context))
        .executor(threads)
        .build();
  }

  /** Has them end, now or when they are collected. */
  void leave() {
    clients.values().forEach(ClientShutdown::now);
    clients.clear();
  }
}
