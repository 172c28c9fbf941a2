package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The real notary-server, in memory, over plain HTTP, with one collection that the real client has published. */
final class LiveNotaryServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Path folder;
  private final Process process;
  private final URI uri;

  private LiveNotaryServer(Path folder, Process process, URI uri) {
    this.folder = folder;
    this.process = process;
    this.uri = uri;
  }

  static boolean isInstalled() {
    return Stream.of("notary", "notary-server").allMatch(program ->
        Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, program))));
  }

  /** Starts it with a part of its configuration: nothing, or {@code "auth":{…},}. */
  static LiveNotaryServer start(Path folder, String auth) throws IOException {
    int port = FreePort.any();
    Path config = Files.writeString(folder.resolve("server.json"), "{\"server\":{\"http_addr\":\"127.0.0.1:" + port
        + "\"}," + auth + "\"trust_service\":{\"type\":\"local\"},\"storage\":{\"backend\":\"memory\"}}");
    Process process = new ProcessBuilder("notary-server", "-config", config.toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile()).start();
    LiveNotaryServer server = new LiveNotaryServer(folder, process, URI.create("http://127.0.0.1:" + port));
    server.awaitHealth();
    return server;
  }

  URI uri() {
    return uri;
  }

  /** Publishes a collection without images, and returns what the server has of it. */
  State publish(Gun gun) throws IOException, InterruptedException {
    for (String step : new String[] {"init", "publish"}) {
      ProcessBuilder client = new ProcessBuilder(
          "notary", "-s", uri.toString(), "-d", folder.resolve("trust").toString(), step, gun.value())
          .redirectErrorStream(true).redirectOutput(folder.resolve("client.log").toFile());
      Stream.of("ROOT", "TARGETS", "SNAPSHOT")
          .forEach(key -> client.environment().put("NOTARY_" + key + "_PASSPHRASE", "passphrase"));
      Process running = client.start();
      assertTrue(running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the client hangs");
      assertEquals(0, running.exitValue(), () -> "see " + folder);
    }
    byte[] root = Files.readAllBytes(folder.resolve("trust/tuf/" + gun + "/metadata/root.json"));
    return new State(gun, Map.of(RoleName.ROOT + ".json", root, "1.root.json", root,
        "root." + Digest.sha256(root).hex() + ".json", root));
  }

  private void awaitHealth() throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      try {
        assertTrue(Wire.ask(uri, "GET /_notary_server/health").startsWith("HTTP/1.1 200 "));
        return;
      } catch (IOException e) {
        assertTrue(process.isAlive(), () -> "notary-server ended, see " + folder);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new AssertionError("notary-server does not answer, see " + folder);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
