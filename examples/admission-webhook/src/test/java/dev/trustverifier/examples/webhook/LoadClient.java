package dev.trustverifier.examples.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection that asks again and again, with little work of its own. Not for use by several threads. */
final class LoadClient implements AutoCloseable {
  private final SSLSocket socket;
  private final InputStream in;

  LoadClient(SSLContext tls, int port) throws IOException {
    socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream(), 8192);
  }

  static byte[] request(String path, String body) {
    return ("POST " + path + "?timeout=10s HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a review was admitted. */
  boolean ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int length = 0;
    String line = line();
    if (!line.startsWith("HTTP/1.1 200")) {
      throw new IOException(line);
    }
    while (!line.isEmpty()) {
      line = line();
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8).contains("\"allowed\":true");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the gate hung up");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
