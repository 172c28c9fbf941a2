package dev.trustverifier.examples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves collections as a Notary server does, over plain HTTP on 127.0.0.1. */
final class LoopbackServer implements AutoCloseable {
  private static final String BASE = "/v2/";
  private static final byte[] NOT_FOUND =
      "{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\",\"message\":\"no such file\",\"detail\":null}]}"
          .getBytes(StandardCharsets.US_ASCII);

  private static final String FILES = "/_trust/tuf/";
  private static final int THREADS = 64;

  private final Map<String, HonestCollection> collections = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private LoopbackServer(Collection<HonestCollection> collections, HttpServer server) {
    collections.forEach(collection -> this.collections.put(collection.gun().value(), collection));
    this.server = server;
  }

  static LoopbackServer start(HonestCollection collection) throws IOException {
    return start(List.of(collection));
  }

  static LoopbackServer start(Collection<HonestCollection> collections) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    LoopbackServer server = new LoopbackServer(collections, http);
    http.setExecutor(server.threads);
    http.createContext(BASE, server::answer);
    http.start();
    return server;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(BASE)) {
        send(exchange, 200, "{}".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      Optional<byte[]> file = file(path);
      send(exchange, file.isPresent() ? 200 : 404, file.orElse(NOT_FOUND));
    }
  }

  private Optional<byte[]> file(String path) {
    int files = path.indexOf(FILES);
    return files < 0
        ? Optional.empty()
        : Optional.ofNullable(collections.get(path.substring(BASE.length(), files)))
            .flatMap(collection -> collection.file(path.substring(files + FILES.length())));
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
