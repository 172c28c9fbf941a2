package dev.trustverifier.examples.cli;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on the loopback address. */
final class Server implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Server(HttpServer server, HttpHandler handler) {
    this.server = server;
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
  }

  static Server plain(HttpHandler handler) throws IOException {
    return new Server(HttpServer.create(loopback(), 0), handler);
  }

  static Server secure(SSLContext tls, HttpHandler handler) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new Server(server, handler);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Hands out the files below a folder, as a Notary server below a path. */
  static HttpHandler files(Path root, String prefix) {
    return exchange -> {
      String path = exchange.getRequestURI().getPath();
      Path file = path.startsWith(prefix + "/v2/") ? root.resolve(path.substring(prefix.length() + 4)) : root;
      try (exchange) {
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        exchange.sendResponseHeaders(content.length == 0 ? 404 : 200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
      }
    };
  }

  static HttpHandler status(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  static HttpHandler body(int announced, byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, announced);
      exchange.getResponseBody().write(content);
      exchange.getResponseBody().flush();
      exchange.getResponseBody().close();
    };
  }

  static HttpHandler silence() {
    return exchange -> {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
