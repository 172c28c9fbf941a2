package dev.trustverifier.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address that nobody listens on, for programs that cannot choose one. */
final class FreePort {
  // Below those that the system gives to clients, so that none of them takes it before the program does.
  private static final int LOWEST = 20_000;
  private static final int END = 32_000;

  private FreePort() {}

  static int any() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another one, then.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
