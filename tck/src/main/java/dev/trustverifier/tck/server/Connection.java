package dev.trustverifier.tck.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One client's connection: takes one request after the other, until either side has enough. */
final class Connection implements Runnable, AutoCloseable {
  private final Socket socket;
  private final Optional<SSLSocketFactory> tls;
  private final Site site;

  Connection(Socket socket, Optional<SSLSocketFactory> tls, Site site) {
    this.socket = socket;
    this.tls = tls;
    this.site = site;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      Reception reception = site.reception();
      if (reception == Reception.NORMAL) {
        serve(tls.isPresent() ? session(tls.get()) : socket);
      } else if (reception == Reception.SILENT) {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } else if (reception == Reception.GARBLED) {
        socket.getOutputStream().write("+OK what is this?\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      // The client has gone, or this server is closed: either way there is nobody to tell.
      return;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket session(SSLSocketFactory factory) throws IOException {
    SSLSocket session = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), true);
    session.setUseClientMode(false);
    session.startHandshake();
    return session;
  }

  private void serve(Socket client) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    boolean open = true;
    while (open) {
      open = next(client, in);
    }
  }

  private boolean next(Socket client, InputStream in) throws IOException, InterruptedException {
    try {
      Optional<Received> request = Received.from(in);
      return request.isPresent() && answer(client, request.get());
    } catch (Received.Unreadable e) {
      String text = e.getMessage();
      client.getOutputStream().write(("HTTP/1.1 " + text
          + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n" + text)
          .getBytes(StandardCharsets.US_ASCII));
      return false;
    }
  }

  private boolean answer(Socket client, Received request) throws IOException, InterruptedException {
    Site.Reply reply = site.reply(request);
    Answer answer = request.isLast() ? reply.answer().with("Connection: close") : reply.answer();
    boolean more = new Delivery(client, answer, request.method().equals("HEAD")).send(reply.spoilt());
    if (more && request.isLast()) {
      client.close();
    }
    return more && !request.isLast();
  }

  /** Ends it from outside. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
