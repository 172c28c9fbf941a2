package dev.trustverifier.tuf.notary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Serves saved metadata the way a Notary server does: {@code GET /v2/PATH} is the file {@code ROOT/PATH}, {@code GET
 * /SUB/v2/PATH} the file {@code ROOT/SUB/PATH}, so that one server holds many cases. What is not there is a 404 with a
 * registry's error.
 */
public final class FixtureServer implements AutoCloseable {
  private static final byte[] NOT_FOUND = ("{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\","
      + "\"message\":\"You have requested metadata that does not exist.\",\"detail\":null}]}\n")
      .getBytes(StandardCharsets.UTF_8);
  /** Go sends longer bodies in chunks. */
  private static final int CHUNKED_FROM = 2048;

  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

  /** Serves a folder over plain http on 127.0.0.1. */
  public FixtureServer(Path root) throws IOException {
    this(root, HttpServer.create(loopback(), 64));
  }

  /** Serves a folder over https on 127.0.0.1. */
  public FixtureServer(Path root, SSLContext tls) throws IOException {
    this(root, secure(new HttpsConfigurator(tls)));
  }

  /** Serves a folder over https on 127.0.0.1 to clients with a certificate only. */
  static FixtureServer mutual(Path root, SSLContext tls) throws IOException {
    return new FixtureServer(root, secure(new HttpsConfigurator(tls) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters settings = getSSLContext().getDefaultSSLParameters();
        settings.setNeedClientAuth(true);
        parameters.setSSLParameters(settings);
      }
    }));
  }

  private FixtureServer(Path root, HttpServer server) {
    this.root = root.toAbsolutePath().normalize();
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private static HttpServer secure(HttpsConfigurator tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 64);
    server.setHttpsConfigurator(tls);
    return server;
  }

  private static InetSocketAddress loopback() throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), 0);
  }

  /** The server's URL, as a source is told it. */
  public URI uri() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The URL of what is served from a folder below the root. */
  public URI uri(String folder) {
    return URI.create(uri() + "/" + folder);
  }

  /** The paths asked for, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many connections have been used. */
  public int connections() {
    return clients.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      clients.add(exchange.getRemoteAddress());
      int mark = path.indexOf("/v2/");
      Path file = mark < 0 ? root : root.resolve(path.substring(1, mark + 1) + path.substring(mark + 4)).normalize();
      boolean found = file.startsWith(root) && Files.isRegularFile(file) && exchange.getRequestMethod().equals("GET");
      byte[] body = found ? Files.readAllBytes(file) : NOT_FOUND;
      exchange.getResponseHeaders().set("Content-Type", found ? "text/plain; charset=utf-8" : "application/json");
      exchange.sendResponseHeaders(found ? 200 : 404, lengthFor(body));
      exchange.getResponseBody().write(body);
    }
  }

  /** What the JDK's server wants to hear: 0 for chunks, -1 for an empty body. */
  private static long lengthFor(byte[] body) {
    return body.length == 0 ? -1 : body.length > CHUNKED_FROM ? 0 : body.length;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
