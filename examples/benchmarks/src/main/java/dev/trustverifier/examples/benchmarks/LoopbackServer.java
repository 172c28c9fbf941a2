package dev.trustverifier.examples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves a collection as a Notary server does, over plain HTTP on 127.0.0.1. */
final class LoopbackServer implements AutoCloseable {
  private static final String BASE = "/v2/";
  private static final byte[] NOT_FOUND =
      "{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\",\"message\":\"no such file\",\"detail\":null}]}"
          .getBytes(StandardCharsets.US_ASCII);

  private final HonestCollection collection;
  private final HttpServer server;

  private LoopbackServer(HonestCollection collection, HttpServer server) {
    this.collection = collection;
    this.server = server;
  }

  static LoopbackServer start(HonestCollection collection) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    LoopbackServer server = new LoopbackServer(collection, http);
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
      String files = BASE + collection.gun() + "/_trust/tuf/";
      if (path.equals(BASE)) {
        send(exchange, 200, "{}".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      Optional<byte[]> file =
          path.startsWith(files) ? collection.file(path.substring(files.length())) : Optional.empty();
      send(exchange, file.isPresent() ? 200 : 404, file.orElse(NOT_FOUND));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
