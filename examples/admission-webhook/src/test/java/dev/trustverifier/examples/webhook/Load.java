package dev.trustverifier.examples.webhook;

import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Reception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * Measures a gate that runs as a process of its own, from a jar, with 128 MB of heap: its start, 200 pods of 3 images
 * at once when it is cold, warm reviews, warm reviews while another Notary hangs, and its heap with many collections.
 * The Notary and who asks share the machine with it.
 */
public final class Load implements AutoCloseable {
  private static final int PODS = 200;
  private static final int CONNECTIONS = 8;
  private static final int MOST_WHILE_HANGING = 8; // What hangs is answered after 9 s.

  private final Path folder = Files.createTempDirectory("trustverifier-load-");
  private final Registry registry = new Registry(folder, InstantSource.system());
  private final NotaryEmulator hung = NotaryEmulator.start();
  private final TestTls tls = new TestTls(folder);
  private final SSLContext client = tls.client();
  private final String recorded = Fixture.named("05").body();
  private final int collections;
  private Process gate;
  private BufferedReader log;
  private int port;

  private Load(int collections) throws IOException, GeneralSecurityException {
    this.collections = collections;
    hung.receive(Reception.SILENT);
    String[] tags = IntStream.range(0, 20).mapToObj(i -> "v" + i).toArray(String[]::new);
    IntStream.range(0, collections).parallel().forEach(i -> registry.publish("lab.example/team/app-" + i, tags));
    Files.writeString(folder.resolve("policy.yaml"),
        "rules:\n  - {images: 'lab.example/**', pins: trust-on-first-use}\n"
            + "  - {images: 'hung.example/**', pins: trust-on-first-use}\n" + registry.sources()
            + "  - {images: 'hung.example/**', notary: '" + hung.uri() + "'}\n");
  }

  private void start(String jar) throws IOException, GeneralSecurityException {
    long began = System.nanoTime();
    gate = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-jar", jar, "--listen",
        "127.0.0.1:0", "--tls-cert", folder.resolve("tls.crt").toString(), "--tls-key",
        folder.resolve("tls.key").toString(), "--policy", folder.resolve("policy.yaml").toString(), "--state",
        folder.resolve("state").toString(), "--single-replica").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    log = gate.inputReader(StandardCharsets.UTF_8);
    String line = log.readLine();
    port = Integer.parseInt(line.replaceAll(".*serving on port ([0-9]+).*", "$1"));
    Thread drain = new Thread(this::drain, "drain");
    drain.setDaemon(true);
    drain.start();
    try (LoadClient first = new LoadClient(client, port)) {
      require(first.ask(pod(0)));
    }
    double cpu = gate.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    say("first review, from the start of the process: %.2f s, of which the gate computed %.2f s",
        (System.nanoTime() - began) / 1e9, cpu);
  }

  /** What the gate prints is not wanted, until it ends and cannot be read any more. */
  private void drain() {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // So has the measurement.
    }
  }

  /** A review as an API server sends it, of a pod with three images. */
  private byte[] pod(int number) {
    String review = recorded;
    String[] images = {"lab.example/delegated:v1", "lab.example/delegated:v3",
        "lab.example/plain@sha256:" + "1".repeat(64)};
    for (int i = 0; i < 3; i++) {
      String name = "lab.example/team/app-" + (number * 3 + i) % collections + ":v" + (number + i) % 20;
      review = review.replace(images[i], name);
    }
    return LoadClient.request("/validate", review);
  }

  private byte[][] pods(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(this::pod).toArray(byte[][]::new);
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalStateException("not allowed");
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private void cold() throws InterruptedException, ExecutionException {
    ExecutorService askers = Executors.newFixedThreadPool(PODS);
    List<Callable<Long>> asks = new ArrayList<>();
    AtomicInteger retries = new AtomicInteger();
    byte[][] pods = pods(0, PODS);
    long began = System.nanoTime();
    IntStream.range(0, PODS).forEach(i -> asks.add(() -> {
      try (LoadClient asker = new LoadClient(client, port)) {
        while (!asker.ask(pods[i])) { // The API server's client asks again, too.
          retries.incrementAndGet();
        }
        return System.nanoTime() - began;
      }
    }));
    long[] took = times(askers.invokeAll(asks));
    askers.shutdown();
    say("%d pods of 3 images, cold, all at once on connections of their own: p50 %.0f ms, last %.0f ms, asked again %d",
        PODS, at(took, 0.5) / 1e6, took[took.length - 1] / 1e6, retries.get());
  }

  private static long[] times(List<Future<Long>> futures) throws InterruptedException, ExecutionException {
    long[] times = new long[futures.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = futures.get(i).get();
    }
    Arrays.sort(times);
    return times;
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }

  private String warm(int seconds) throws InterruptedException, ExecutionException {
    ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS);
    byte[][] pods = pods(0, 400);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Callable<long[]>> asks = new ArrayList<>();
    for (int c = 0; c < CONNECTIONS; c++) {
      int first = c * pods.length / CONNECTIONS;
      asks.add(() -> {
        long[] took = new long[2_000_000];
        int count = 0;
        try (LoadClient asker = new LoadClient(client, port)) {
          for (long now = System.nanoTime(); now < end; ) {
            require(asker.ask(pods[(first + count) % pods.length]));
            long then = System.nanoTime();
            took[count++] = then - now;
            now = then;
          }
        }
        return Arrays.copyOf(took, count);
      });
    }
    double cpu = gate.info().totalCpuDuration().orElseThrow().toNanos();
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> future : askers.invokeAll(asks)) {
      all.add(future.get());
    }
    askers.shutdown();
    cpu = gate.info().totalCpuDuration().orElseThrow().toNanos() - cpu;
    long[] took = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return String.format(Locale.ROOT,
        "%.0f reviews/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms; the gate's own CPU %.0f us a review",
        took.length / (double) seconds, at(took, 0.5) / 1e6, at(took, 0.99) / 1e6, at(took, 0.999) / 1e6,
        cpu / took.length / 1e3);
  }

  private String hanging(int seconds) throws InterruptedException, ExecutionException {
    ExecutorService askers = Executors.newFixedThreadPool(50);
    byte[] request = LoadClient.request("/validate", Ask.review("CREATE", Ask.pod("hung.example/a:1"), "null"));
    List<Future<?>> stuck = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stuck.add(askers.submit(() -> {
        try (LoadClient asker = new LoadClient(client, port)) {
          return asker.ask(request);
        }
      }));
    }
    String figures = warm(Math.min(seconds, MOST_WHILE_HANGING));
    for (Future<?> one : stuck) {
      one.get();
    }
    askers.shutdown();
    return figures;
  }

  private void heap() throws IOException, InterruptedException, ExecutionException {
    ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS);
    List<Callable<Boolean>> asks = new ArrayList<>();
    for (int c = 0; c < CONNECTIONS; c++) {
      int first = c;
      asks.add(() -> {
        try (LoadClient asker = new LoadClient(client, port)) {
          for (int i = first; i * 3 < collections; i += CONNECTIONS) {
            require(asker.ask(pod(i)));
          }
        }
        return true;
      });
    }
    for (Future<Boolean> asked : askers.invokeAll(asks)) {
      require(asked.get());
    }
    askers.shutdown();
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(gate.pid()), "GC.run")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    HttpRequest metrics = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics")).build();
    String figures = HttpClient.newBuilder().sslContext(client).build()
        .send(metrics, HttpResponse.BodyHandlers.ofString()).body();
    String bytes = figures.lines().filter(l -> l.startsWith("trustverifier_heap_bytes ")).findAny().orElseThrow();
    say("heap used after %d collections of 20 tags: %.0f MB of 128 MB", collections,
        Double.parseDouble(bytes.split(" ")[1]) / (1 << 20));
  }

  /** The jar, how many collections, and for how many seconds to ask when warm. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException, ExecutionException {
    try (Load load = new Load(Integer.parseInt(arguments[1]))) {
      load.start(arguments[0]);
      load.cold();
      load.heap();
      int seconds = Integer.parseInt(arguments[2]);
      load.warm(seconds); // What is compiled late has been by then.
      say("warm: %s", load.warm(seconds));
      say("warm, while 50 reviews hang on another Notary: %s", load.hanging(seconds));
    }
  }

  @Override
  public void close() {
    if (gate != null) {
      gate.destroy();
    }
    registry.close();
    hung.close();
  }
}
