package dev.trustverifier.tuf.notary;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that connects whoever asks for whatever host to one server, and says no more. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final URI server;

  TunnelProxy(URI server) throws IOException {
    this.server = server;
    threads.execute(this::accept);
  }

  ProxySelector selector() {
    return ProxySelector.of(new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
  }

  /** The heads of what it was asked. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> tunnel(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void tunnel(Socket client) {
    try {
      asked.add(head(client.getInputStream()));
      Socket behind = new Socket(server.getHost(), server.getPort());
      open.add(behind);
      client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      threads.execute(() -> pump(behind, client));
      pump(client, behind);
    } catch (IOException gone) {
      // Nobody waits for more.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void pump(Socket from, Socket to) {
    try (from; to) {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
    } catch (IOException gone) {
      // One of them has enough.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
