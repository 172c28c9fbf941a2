package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The threads and connections of clients that were closed, and who left them. They have ten seconds to go. */
final class Leftovers {
  /** Ten seconds on a machine that does nothing else, and as much of another as it takes there. */
  private static final int LOOKS = 200;
  private static final long PAUSE_MILLIS = 50;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Set<Thread> before = clientThreads();
  private final Map<Thread, String> threads = new LinkedHashMap<>();
  private final Map<Ends, String> connections = new LinkedHashMap<>();

  /** The ports of a connection, ours first. Each alone may be that of another one later. */
  private record Ends(int here, int there) {}

  /** Says who is about to be closed, and whom it was connected to. */
  void of(String client, URI... servers) throws IOException {
    clientThreads().stream().filter(thread -> !before.contains(thread))
        .forEach(thread -> threads.putIfAbsent(thread, client));
    Set<Integer> ports = Stream.of(servers).map(URI::getPort).collect(Collectors.toSet());
    connected().stream().filter(ends -> ports.contains(ends.there()))
        .forEach(ends -> connections.putIfAbsent(ends, client));
  }

  /** Waits until nothing is left: of the JDK's clients, once they are collected. */
  void mustVanish() throws InterruptedException, IOException {
    Set<String> left = left();
    for (int looks = 0; looks < LOOKS && !left.isEmpty(); looks++) {
      System.gc();
      Thread.sleep(PAUSE_MILLIS);
      left = left();
    }
    assertEquals(Set.of(), left);
  }

  private Set<String> left() throws IOException {
    Set<String> left = new TreeSet<>();
    threads.forEach((thread, client) -> {
      if (thread.isAlive()) {
        left.add(client + ": " + thread.getName());
      }
    });
    connected().stream().filter(connections::containsKey)
        .forEach(ends -> left.add(connections.get(ends) + ": connected by " + ends));
    return left;
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("trustverifier")
            || thread.getName().contains(NotarySourceThreadsTest.SELECTOR))
        .collect(Collectors.toSet());
  }

  /** The connections that this process has, or asks for; none where that is not Linux's to tell. */
  private static Set<Ends> connected() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return Set.of();
    }
    Set<String> ours = descriptors();
    Set<Ends> connected = new HashSet<>();
    for (String table : new String[] {"tcp", "tcp6"}) {
      Path file = Path.of("/proc/self/net", table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : Set.<String>of()) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 9 && ours.contains("socket:[" + columns[9] + "]")) {
          connected.add(new Ends(port(columns[1]), port(columns[2])));
        }
      }
    }
    return connected;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private static Set<String> descriptors() throws IOException {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.map(Leftovers::target).collect(Collectors.toSet());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
