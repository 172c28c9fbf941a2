package dev.trustverifier.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/**
 * Listens on a free port of the loopback address, with a thread for each connection. On bare sockets, since the JDK's
 * own server can neither lie nor break off.
 */
final class Loopback implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocket listener;
  private final Optional<SSLSocketFactory> tls;
  private final Site site;
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Thread accepting;

  Loopback(Optional<SSLSocketFactory> tls, Site site) {
    this.tls = tls;
    this.site = site;
    try {
      listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting = daemon("accept", this::accept);
    accepting.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  int accepted() {
    return accepted.get();
  }

  int open() {
    return connections.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        receive(listener.accept());
      } catch (IOException e) {
        // Closed while waiting, or the client left while in the queue: the loop's condition tells which.
        continue;
      }
    }
  }

  private void receive(Socket socket) {
    Connection connection = new Connection(socket, tls, site);
    Thread thread = daemon("connection-" + accepted.incrementAndGet(), () -> {
      try {
        connection.run();
      } finally {
        connections.remove(connection);
      }
    });
    connections.put(connection, thread);
    thread.start();
  }

  private Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "trustverifier-emulator-" + listener.getLocalPort() + "-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Hangs up on everybody, and returns when no thread is left. */
  @Override
  public void close() {
    try {
      listener.close();
      accepting.join();
      for (Map.Entry<Connection, Thread> one : connections.entrySet()) {
        one.getKey().close();
        one.getValue().interrupt();
        one.getValue().join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
