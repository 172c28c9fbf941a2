package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.server.Address;
import dev.trustverifier.examples.webhook.telemetry.JsonLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a gate on this machine, with a Notary of its own that has one signed image, asks it about that image and about
 * one that nobody signed, shows how to ask it by curl, and goes on until it is interrupted.
 */
public final class Demo implements AutoCloseable {
  private static final String SIGNED = "demo.example/shop/web:v1";
  private static final String UNSIGNED = "demo.example/shop/web:unsigned";

  private final Path folder;
  private final Registry registry;
  private final TestTls tls;
  private final Service service;

  private Demo(Path folder) throws IOException {
    InstantSource clock = InstantSource.system();
    this.folder = folder;
    this.tls = new TestTls(folder);
    this.registry = new Registry(folder, clock);
    registry.publish("demo.example/shop/web", "v1");
    registry.publish("demo.example/shop/db", "v1");
    Files.writeString(folder.resolve("policy.yaml"), registry.rules() + registry.sources());
    Files.writeString(folder.resolve("allowed.json"), Ask.review("CREATE", Ask.pod(SIGNED), "null"));
    Files.writeString(folder.resolve("denied.json"), Ask.review("CREATE", Ask.pod(UNSIGNED), "null"));
    Options options =
        new Options(
            new Address("127.0.0.1", 0), tls.files(Optional.empty()), folder.resolve("policy.yaml"),
            folder.resolve("state").toString(), Optional.of(new Address("127.0.0.1", 0)), false);
    JsonLog log = new JsonLog(OutputStream.nullOutputStream(), clock);
    log.takeOver();
    this.service = Service.start(options, new Service.Means(log, clock, Map.of(), Cluster.RELOAD_EVERY));
  }

  static Demo in(Path folder) throws IOException {
    return new Demo(folder);
  }

  int pagePort() {
    return service.pagePort();
  }

  String curl(String path, String file) {
    return "curl -s --cacert " + tls.authorityFile() + " -H 'Content-Type: application/json' --data @"
        + folder.resolve(file) + " 'https://127.0.0.1:" + service.port() + path + "?timeout=30s'";
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException, MalformedJson {
    try (Demo demo = Demo.in(Files.createTempDirectory("trustverifier-demo-"))) {
      System.out.println("A gate runs on this machine. Allowed, and pinned to its digest:\n\n  "
          + demo.curl("/mutate", "allowed.json") + "\n\nDenied:\n\n  " + demo.curl("/validate", "denied.json")
          + "\n\nThe page: http://127.0.0.1:" + demo.pagePort() + "/\n\nThis is what they answer:\n");
      for (String line : new String[] {demo.curl("/mutate", "allowed.json"), demo.curl("/validate", "denied.json")}) {
        new ProcessBuilder("sh", "-c", line).inheritIO().start().waitFor();
        System.out.println("\n");
      }
      if (arguments.length == 0) {
        System.out.println("Press Ctrl-C to end it.");
        Thread.currentThread().join();
      }
    }
  }

  @Override
  public void close() {
    service.close();
    registry.close();
  }
}
