package dev.trustverifier.tuf.notary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that does to every connection what a test says, and knows when the other side hung up. */
final class RawServer implements AutoCloseable {

  /** What becomes of a connection whose request has been read. */
  interface Behaviour {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  private static final int QUEUE = 50;

  private final ServerSocket listener;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final Behaviour behaviour;

  /** A server that reads a request and then behaves. */
  RawServer(Behaviour behaviour) throws IOException {
    this(Connection::readRequest, behaviour);
  }

  private RawServer(Behaviour first, Behaviour then) throws IOException {
    listener = listener(QUEUE);
    behaviour = connection -> {
      first.serve(connection);
      then.serve(connection);
    };
    start(this::accept);
  }

  /** A server that takes no connection, since those before are still waiting to be taken. */
  private RawServer() throws IOException {
    listener = listener(1);
    behaviour = connection -> {};
    for (boolean full = false; !full;) {
      Connection waiting = new Connection(new Socket());
      connections.add(waiting);
      full = !waiting.queues(listener);
    }
  }

  private static ServerSocket listener(int queue) throws IOException {
    return new ServerSocket(0, queue, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  /** A server that takes no connection. */
  static RawServer deaf() throws IOException {
    return new RawServer();
  }

  /** A server that writes one text and closes. */
  static RawServer saying(String answer) throws IOException {
    return new RawServer(connection -> connection.say(answer));
  }

  /** A server that does not wait for a request. */
  static RawServer interrupting(String answer) throws IOException {
    return new RawServer(connection -> {}, connection -> connection.say(answer));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** What was asked for: the header lines of every request. */
  List<String> requests() {
    return connections.stream().map(connection -> connection.request).toList();
  }

  boolean sawTheOtherSideHangUp() throws InterruptedException {
    return hungUp.await(20, TimeUnit.SECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Connection connection = new Connection(listener.accept());
        connections.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Connection connection) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException e) {
      hungUp.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  /** One connection. */
  final class Connection implements AutoCloseable {
    private final Socket socket;
    private volatile String request = "";

    private Connection(Socket socket) {
      this.socket = socket;
    }

    /** Whether there is still room for it to wait. */
    private boolean queues(ServerSocket at) {
      try {
        socket.connect(at.getLocalSocketAddress(), 50);
        return true;
      } catch (IOException full) {
        return false;
      }
    }

    private void readRequest() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("no request");
        }
        head.append((char) next);
      }
      request = head.toString();
      // What is left unread would reset the connection when it is closed.
      in.skipNBytes(bodyLength());
    }

    private long bodyLength() {
      return request.lines()
          .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
          .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
          .findFirst().orElse(0);
    }

    /** The header lines of the request. */
    String request() {
      return request;
    }

    void say(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Says nothing more, until the other side hangs up. */
    void hang() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        continue;
      }
      hungUp.countDown();
    }

    /** Breaks the connection instead of ending it. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // closed is closed
      }
    }
  }
}
