package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The threads and connections of clients that were closed, and who left them. They have ten seconds to go. */
final class Leftovers {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Set<Thread> before = clientThreads();
  private final Map<Thread, String> threads = new LinkedHashMap<>();
  private final Map<Integer, String> ports = new LinkedHashMap<>();

  /** Says who is about to be closed, and whom it was connected to. */
  void of(String client, URI... servers) {
    clientThreads().stream().filter(thread -> !before.contains(thread))
        .forEach(thread -> threads.putIfAbsent(thread, client));
    Stream.of(servers).forEach(server -> ports.put(server.getPort(), client));
  }

  /** Waits until nothing is left: of the JDK's clients, once they are collected. */
  void mustVanish() throws InterruptedException, IOException {
    Deadline deadline = Deadline.after(TIME);
    Set<String> left = left();
    while (!left.isEmpty() && !deadline.hasPassed()) {
      System.gc();
      Thread.sleep(50);
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
    connectedPorts().stream().filter(ports::containsKey)
        .forEach(port -> left.add(ports.get(port) + ": connected to port " + port));
    return left;
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("trustverifier")
            || thread.getName().contains(NotarySourceThreadsTest.SELECTOR))
        .collect(Collectors.toSet());
  }

  /** The ports that this process has connections to, or asks for; none where that is not Linux's to tell. */
  private static Set<Integer> connectedPorts() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return Set.of();
    }
    Set<String> ours = descriptors();
    Set<Integer> connected = new HashSet<>();
    for (String table : new String[] {"tcp", "tcp6"}) {
      Path file = Path.of("/proc/self/net", table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : Set.<String>of()) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 9 && ours.contains("socket:[" + columns[9] + "]")) {
          connected.add(Integer.parseInt(columns[2].substring(columns[2].lastIndexOf(':') + 1), 16));
        }
      }
    }
    return connected;
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
