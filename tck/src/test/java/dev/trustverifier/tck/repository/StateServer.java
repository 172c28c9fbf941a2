package dev.trustverifier.tck.repository;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves a state over plain HTTP on loopback, as far as a client that only reads must have it. On a bare socket: the
 * tests are compiled as part of the module, which does not read the JDK's server.
 */
final class StateServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final Supplier<State> states;

  StateServer(Supplier<State> states) throws IOException {
    this.states = states;
    Thread thread = new Thread(this::serve, "state-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException e) {
        // The client has gone, or this server is closed: either way there is nobody to tell.
        continue;
      }
    }
  }

  private void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String request = in.readLine();
    String line = request;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    Optional<byte[]> content = request == null ? Optional.empty() : content(request.split(" ")[1]);
    byte[] body = content.orElse(new byte[0]);
    String head = "HTTP/1.1 " + (content.isPresent() ? "200 OK" : "404 Not Found")
        + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private Optional<byte[]> content(String path) {
    State state = states.get();
    String prefix = "/v2/" + state.gun() + "/_trust/tuf/";
    if (path.equals("/v2/")) {
      return Optional.of(new byte[] {'{', '}'});
    }
    return path.startsWith(prefix) ? state.file(path.substring(prefix.length())) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
