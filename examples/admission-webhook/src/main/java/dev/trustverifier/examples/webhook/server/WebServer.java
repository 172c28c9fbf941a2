package dev.trustverifier.examples.webhook.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server of routes, over TLS or, for the page, without. Safe for use by several threads. */
public final class WebServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 2000;
  private static final int MOST_THREADS = 12; // Each may be reading a document; none waits for anybody.
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Server server;
  private final ServerConnector connector;
  private final Optional<SslContextFactory.Server> tls;

  private WebServer(Server server, ServerConnector connector, Optional<SslContextFactory.Server> tls) {
    this.server = server;
    this.connector = connector;
    this.tls = tls;
  }

  /** Serves over TLS; throws IllegalStateException if the address is taken. */
  public static WebServer secure(
      Address address, Map<String, Route> routes, TlsFiles.Loaded files, Refusals refusals) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(files.context());
    tls.setWantClientAuth(files.asksForClients()); // Wanted, not needed: who looks after health has no certificate.
    tls.setRenegotiationAllowed(false);
    Router router = new Router(routes, files.asksForClients() ? Router::isCertified : all -> true, refusals);
    return start(address, router, new TerseErrors(refusals), Optional.of(tls));
  }

  /** Serves without TLS. */
  public static WebServer plain(Address address, Map<String, Route> routes) {
    Refusals nobody = (status, why, asker) -> {};
    return start(address, new Router(routes, all -> true, nobody), new TerseErrors(nobody), Optional.empty());
  }

  private static WebServer start(
      Address address, Router router, TerseErrors errors, Optional<SslContextFactory.Server> tls) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration(tls.isPresent()));
    ServerConnector connector =
        tls.map(factory -> new ServerConnector(server, 1, 1, new SslConnectionFactory(factory, "http/1.1"), http))
            .orElseGet(() -> new ServerConnector(server, 1, 1, http));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(100);
    connector.setAcceptQueueSize(512);
    connector.addBean(new ConnectionStatistics());
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis()); // Lest connections that say nothing keep others out.
    server.addBean(limit);
    server.setHandler(router);
    server.setErrorHandler(errors);
    server.setStopTimeout(GRACE.toMillis());
    WebServer web = new WebServer(server, connector, tls);
    web.start(address);
    return web;
  }

  private static HttpConfiguration configuration(boolean secure) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(8 * 1024);
    http.setHttpCompliance(HttpCompliance.RFC7230);
    if (secure) {
      http.addCustomizer(new SecureRequestCustomizer(false));
    }
    return http;
  }

  private void start(Address address) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Shows another certificate, and asks for others, from the next connection on. */
  public void renew(TlsFiles.Loaded files) {
    SslContextFactory.Server factory = tls.orElseThrow();
    try {
      factory.reload(settings -> settings.setSslContext(files.context()));
    } catch (Exception e) {
      throw new IllegalArgumentException("the certificate cannot be used: " + e.getMessage(), e);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no more connections, ends what goes on within some seconds, and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
