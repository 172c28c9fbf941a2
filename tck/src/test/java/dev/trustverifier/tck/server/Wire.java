package dev.trustverifier.tck.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says to a server exactly what it is told to say, and shows exactly what comes back until the server hangs up. */
final class Wire {
  private static final int PATIENCE_MILLIS = 20_000;

  private Wire() {}

  static String say(URI server, String text) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  static String ask(URI server, String requestLine, String... headers) throws IOException {
    return say(server, requestLine + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n"
        + Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n");
  }
}
