package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.telemetry.JsonLog;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command that serves. */
public final class AdmissionWebhook {
  private static final Duration RELOAD_EVERY = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int MISUSED = 2;

  private AdmissionWebhook() {}

  /**
   * Serves until the process is told to end, and some seconds more. Ends at once with 2 if an option or a file is of no
   * use.
   *
   * @param arguments the command line
   * @throws InterruptedException never
   */
  public static void main(String[] arguments) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    JsonLog log = new JsonLog(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), clock);
    log.takeOver();
    System.Logger logger = System.getLogger(AdmissionWebhook.class.getName());
    Service service;
    try {
      Options options = Options.parse(List.of(arguments), System.getenv());
      service = Service.start(options, new Service.Means(log, clock, System.getenv(), RELOAD_EVERY));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("admission-webhook: " + e.getMessage());
      System.exit(MISUSED);
      return;
    }
    logger.log(System.Logger.Level.INFO, () -> "serving on port " + service.port());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "shutdown"));
    new CountDownLatch(1).await();
  }

  private static void end(Service service) {
    try { // Whoever is told where gates are takes a moment to forget this one.
      Thread.sleep(DRAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    service.close();
  }
}
