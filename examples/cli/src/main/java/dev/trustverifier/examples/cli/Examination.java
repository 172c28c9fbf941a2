package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way to a server, step by step, each with its time. Not for use by several threads. */
final class Examination {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int LONGEST_CONNECT_MILLIS = 10_000;

  private final URI server;
  private final Optional<String> authorities;
  private final Table steps = new Table("STEP", "RESULT", "TIME");

  /** Nothing is asked yet; the authorities are certificates in PEM, or else the system's. */
  Examination(URI server, Optional<String> authorities) {
    this.server = server;
    this.authorities = authorities;
  }

  static int port(URI server) {
    int usual = "http".equalsIgnoreCase(server.getScheme()) ? HTTP : HTTPS;
    return server.getPort() < 0 ? usual : server.getPort();
  }

  /** Resolves, connects and greets; says what to do if that fails. What lies behind a proxy only that can tell. */
  Optional<String> reach(Deadline deadline) {
    String host = server.getHost();
    List<Proxy> proxies = ProxySelector.getDefault() == null ? List.of() : ProxySelector.getDefault().select(server);
    if (proxies.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
      steps.add("proxy", proxies.get(0).toString(), "");
      return Optional.empty();
    }
    long start = System.nanoTime();
    InetAddress address;
    try {
      address = new Patience(deadline).await(() -> InetAddress.getByName(host));
      add("resolve", address.getHostAddress(), start);
    } catch (UnknownHostException e) {
      add("resolve", "unknown", start);
      return Optional.of("The host name " + host + " is not known here. Is it spelled right? Is there a proxy to set?");
    } catch (IOException e) {
      add("resolve", "no answer", start);
      return Optional.of("Nobody says in time what address " + host + " has. Are this machine's name servers there?");
    }
    return connect(new InetSocketAddress(address, port(server)), deadline);
  }

  private Optional<String> connect(InetSocketAddress address, Deadline deadline) {
    long start = System.nanoTime();
    int wait = (int) Math.max(1, Math.min(LONGEST_CONNECT_MILLIS, deadline.remaining().toMillis()));
    try (Socket socket = new Socket()) {
      socket.connect(address, wait);
      add("connect", "port " + address.getPort(), start);
      return "https".equalsIgnoreCase(server.getScheme()) ? greet(socket, deadline) : Optional.empty();
    } catch (IOException e) {
      add("connect", String.valueOf(e.getMessage()), start);
      return Optional.of("Nobody takes connections there. Is the port right? Does a firewall lie between?");
    }
  }

  private Optional<String> greet(Socket connected, Deadline deadline) {
    long start = System.nanoTime();
    try {
      Greeting greeting = new Greeting(server.getHost(), authorities);
      add("TLS", new Patience(deadline).await(() -> greeting.over(connected)), start);
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      add("TLS", "no answer", start);
      return Optional.of(Advice.on(Kind.TIMED_OUT));
    } catch (IOException e) {
      add("TLS", String.valueOf(e.getMessage()), start);
      return Optional.of(Advice.on(Kind.TLS));
    }
  }

  private void add(String step, String result, long start) {
    add(step, result, Duration.ofNanos(System.nanoTime() - start));
  }

  private void add(String step, String result, Duration took) {
    steps.add(step, result, String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6));
  }

  /** A request is over. */
  void asked(String request, String outcome, Duration took) {
    add(step(request, outcome), outcome + "  " + request, took);
  }

  private static String step(String request, String outcome) {
    if (request.endsWith("/oauth2/v2.0/token") || !request.contains("/v2/") && request.startsWith("GET http://169.")) {
      return "identity";
    }
    if (!request.endsWith("/_trust/tuf/root.json")) {
      return request.endsWith("/oauth2/exchange") ? "exchange" : "token";
    }
    return switch (outcome) {
      case "401" -> "challenge";
      case "tls" -> "TLS";
      default -> "root";
    };
  }

  String table() {
    return steps.toString();
  }
}
