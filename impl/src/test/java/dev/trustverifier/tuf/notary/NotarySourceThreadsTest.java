package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotarySourceThreadsTest {
  static final String OURS = "trustverifier-registry";
  static final String SELECTOR = "SelectorManager";
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");

  @Test
  void endsAtOnceWhenInterruptedAndStaysInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> {
      asked.countDown();
      connection.hang();
    })) {
      CompletableFuture<Boolean> kept = new CompletableFuture<>();
      CompletableFuture<Fetching> outcome = new CompletableFuture<>();
      Thread caller = new Thread(() -> {
        outcome.complete(Fetching.from(server.uri(), 100));
        kept.complete(Thread.currentThread().isInterrupted());
      });
      caller.start();
      asked.await();
      caller.interrupt();
      Fetching fetching = outcome.get(20, TimeUnit.SECONDS);
      fetching.mustFail(Outage.Kind.INTERRUPTED);
      assertTrue(kept.get(20, TimeUnit.SECONDS), "the interrupt status must stay set");
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    }
  }

  @Test
  void endsWhatIsUnderWayWhenClosed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try (RawServer server = new RawServer(connection -> {
      asked.countDown();
      connection.hang();
    })) {
      NotarySource source = NotarySource.at(server.uri());
      Future<Fetching> outcome = caller.submit(() -> Fetching.from(source, 100, Fetching.PATIENCE));
      asked.await();
      source.close();
      outcome.get(20, TimeUnit.SECONDS).mustFail(Outage.Kind.UNREACHABLE);
      assertTrue(server.sawTheOtherSideHangUp(), "the exchange must be cancelled");
    } finally {
      caller.shutdownNow();
    }
  }

  @Test
  void leavesNoThreadOfOursBehindOnceClosed() throws Exception {
    Set<Thread> ours;
    Set<Thread> before = named(OURS);
    try (FixtureServer server = new FixtureServer(FIXTURES); NotarySource source = NotarySource.at(server.uri())) {
      Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustBeFound();
      ours = since(before, OURS);
      assertFalse(ours.isEmpty());
    }
    waitFor("our threads to end", () -> ours.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void leavesNoThreadOfTheJdkBehindOnceClosedAndCollected() throws Exception {
    Set<Thread> before = named(SELECTOR);
    try (FixtureServer server = new FixtureServer(FIXTURES)) {
      NotarySource source = NotarySource.at(server.uri());
      Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustBeFound();
      Thread selector = since(before, SELECTOR).iterator().next();
      source.close();
      waitFor("the selector thread to end while the closed source is still held", () -> !selector.isAlive());
      assertEquals("Notary at " + server.uri(), source.toString());
    }
  }

  @Test
  void hasWhatItTakesToAskBeforeAnybodyWaitsForIt() {
    Set<Thread> before = named(SELECTOR);
    try (NotarySource source = NotarySource.at(URI.create("https://notary.example"))) {
      assertEquals(1, since(before, SELECTOR).size(), source::toString);
    }
  }

  @Test
  void answersManyThreadsThroughABoundedNumberOfItsOwn() throws Exception {
    Set<Thread> before = named(OURS);
    ExecutorService callers = Executors.newFixedThreadPool(32);
    try (FixtureServer server = new FixtureServer(FIXTURES); NotarySource source = NotarySource.at(server.uri())) {
      List<Future<Integer>> answers = IntStream.range(0, 200)
          .mapToObj(i -> callers.submit(() -> Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustBeFound().length))
          .toList();
      for (Future<Integer> answer : answers) {
        assertEquals(answers.get(0).get(), answer.get());
      }
      Set<Thread> ours = since(before, OURS);
      assertTrue(ours.size() <= 64, () -> "threads: " + ours);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void usesNoProxyForThisMachine() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (FixtureServer server = new FixtureServer(FIXTURES);
        RawServer proxy = RawServer.saying("HTTP/1.1 502 No\r\n\r\n")) {
      ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.uri().getPort())));
      Fetching.from(server.uri(), 1 << 20).mustBeFound();
      Fetching.from(URI.create("https://notary.invalid"), 1 << 20).mustFail(Outage.Kind.UNREACHABLE);
      assertEquals(1, proxy.requests().size());
      assertTrue(proxy.requests().get(0).startsWith("CONNECT notary.invalid:443 "), proxy.requests().get(0));
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  static Set<Thread> named(String part) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(part))
        .collect(Collectors.toSet());
  }

  static Set<Thread> since(Set<Thread> before, String part) {
    Set<Thread> now = named(part);
    now.removeAll(before);
    return now;
  }

  static void waitFor(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos(), "waited too long for " + what);
      System.gc();
      Thread.sleep(100);
    }
  }
}
