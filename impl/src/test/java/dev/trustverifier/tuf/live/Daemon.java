package dev.trustverifier.tuf.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server program that runs until it is closed. */
final class Daemon implements AutoCloseable {
  private static final Duration MOST_TO_START = Duration.ofSeconds(30);
  private static final long MOST_SECONDS_TO_STOP = 5;

  private final List<String> words;
  private final Path log;
  private final Process process;

  private Daemon(List<String> words, Path log, Process process) {
    this.words = words;
    this.log = log;
    this.process = process;
  }

  static Daemon start(Path folder, Path log, List<String> words) {
    return new Daemon(words, log, new Command(folder).start(log, words));
  }

  /** Waits until the program takes connections. */
  Daemon awaitPort(int port) {
    long end = System.nanoTime() + MOST_TO_START.toNanos();
    while (!accepts(port)) {
      if (!process.isAlive()) {
        throw Command.failure(words, "exit " + process.exitValue(), log);
      }
      if (System.nanoTime() - end > 0) {
        throw Command.failure(words, "takes no connection on port " + port + " after " + MOST_TO_START, log);
      }
      pause();
    }
    return this;
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server was starting", e);
    }
  }

  /** Ends the program, in the hard way if it takes its time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(MOST_SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
