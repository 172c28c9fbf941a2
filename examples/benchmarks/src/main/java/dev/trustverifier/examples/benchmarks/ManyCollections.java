package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.notary.NotarySource;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * One verifier, one server over HTTP on loopback, more collections than the cache holds, and 64 threads that ask for
 * them in random order.
 */
public final class ManyCollections {
  private static final int THREADS = 64;
  private static final int TAGS = 10;
  private static final int OFTEN = 500;

  private final PrintStream out;
  private final int cached;
  private final List<HonestCollection> collections;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Random order = new Random(1);

  private ManyCollections(PrintStream out, int number, int cached) {
    this.out = out;
    this.cached = cached;
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    this.collections =
        IntStream.range(0, number)
            .parallel()
            .mapToObj(i -> HonestCollection.of(new Gun("bench.example/many/" + i), TAGS, now))
            .toList();
  }

  /**
   * Prints how long it takes.
   *
   * @param arguments the number of collections, and for how many of them the cache has room
   * @throws IOException if there is no port to listen on
   * @throws InterruptedException if interrupted while it runs
   * @throws ExecutionException if an image is not trusted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
    if (arguments.length != 2) {
      System.err.println("usage: ManyCollections COLLECTIONS CACHED");
      System.exit(2);
    }
    run(System.out, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  /** Runs it, and returns how often a file was asked for while another request for it was under way. */
  static int run(PrintStream out, int number, int cached) throws IOException, InterruptedException, ExecutionException {
    ManyCollections many = new ManyCollections(out, number, cached);
    try (LoopbackServer server = LoopbackServer.start(many.collections)) {
      CountingSource source = new CountingSource(NotarySource.at(server.address()));
      try (TufTrustVerifier verifier = many.verifier(source)) {
        return many.measure(verifier, source);
      }
    } finally {
      many.threads.shutdownNow();
    }
  }

  private TufTrustVerifier verifier(CountingSource source) {
    Freshness hourly = Freshness.recheckAfter(Duration.ofHours(1));
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(hourly);
    return TufTrustVerifier.builder()
        .source(source)
        .policy(TrustPolicy.builder().rule("bench.example/**", rule).build())
        .memory(TrustMemory.forgetful())
        .cacheBytes(bound())
        .build();
  }

  /** Room for so many collections, as the verifier counts. */
  private long bound() {
    long files =
        List.of("root", "timestamp", "snapshot", "targets").stream()
            .mapToLong(role -> collections.get(0).file(role + ".json").orElseThrow().length)
            .sum();
    return cached * (8 * 1024 + files);
  }

  private int measure(TufTrustVerifier verifier, CountingSource source)
      throws InterruptedException, ExecutionException {
    time("to begin with", verifier, source, random(THREADS, THREADS));
    long before = heap();
    time("each once", verifier, source, collections.stream().map(HonestCollection::image).toList());
    double taken = (heap() - before) / 1e6;
    out.printf(Locale.ROOT, "the cache takes %.1f MB, its bound is %.1f MB%n", taken, bound() / 1e6);
    time("at random", verifier, source, random(2 * collections.size(), collections.size()));
    time("few of them", verifier, source, random(OFTEN * cached, cached / 2));
    out.println("asked for twice at once: " + source.twice());
    return source.twice();
  }

  private List<ImageReference> random(int number, int among) {
    return order.ints(number, 0, Math.min(among, collections.size())).mapToObj(i -> collections.get(i).image()).toList();
  }

  private void time(String what, TufTrustVerifier verifier, CountingSource source, List<ImageReference> images)
      throws InterruptedException, ExecutionException {
    long requests = source.requests();
    long start = System.nanoTime();
    List<Callable<Boolean>> parts = new ArrayList<>();
    int most = (images.size() + THREADS - 1) / THREADS;
    for (int i = 0; i < images.size(); i += most) {
      List<ImageReference> part = images.subList(i, Math.min(images.size(), i + most));
      parts.add(() -> {
        part.forEach(image -> verifier.verify(image).orElseThrow());
        return true;
      });
    }
    for (Future<Boolean> part : threads.invokeAll(parts)) {
      part.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%-13s %7d verdicts %8.1f s %9.0f/s %7d requests%n",
        what, images.size(), seconds, images.size() / seconds, source.requests() - requests);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
