package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.page.Journal;
import dev.trustverifier.examples.webhook.page.Page;
import dev.trustverifier.examples.webhook.review.AdmissionReviews;
import dev.trustverifier.examples.webhook.review.AdmissionReviews.Purpose;
import dev.trustverifier.examples.webhook.review.ExternalData;
import dev.trustverifier.examples.webhook.review.Handler;
import dev.trustverifier.examples.webhook.review.ImageReviews;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.WebhookResponse;
import dev.trustverifier.examples.webhook.server.Route;
import dev.trustverifier.examples.webhook.server.TlsFiles;
import dev.trustverifier.examples.webhook.server.WebServer;
import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.examples.webhook.telemetry.JsonLog;
import dev.trustverifier.examples.webhook.telemetry.Metrics;
import dev.trustverifier.examples.webhook.telemetry.RefusalLog;
import dev.trustverifier.examples.webhook.watch.Watched;
import dev.trustverifier.examples.webhook.watch.Watchman;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Everything that runs, put together from the options; closed in the opposite order. */
final class Service implements AutoCloseable {
  // Half of the heap; a quarter is for what is being reviewed.
  private static final long CACHE_BYTES = Runtime.getRuntime().maxMemory() / 2;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Options options;
  private final Means means;
  private final Metrics metrics = new Metrics();
  private final AtomicReference<GateFile> file;
  private final AtomicReference<TlsFiles.Loaded> tls;
  private final State state;
  private final Gate gate;
  private final Optional<Journal> journal;
  private final WebServer web;
  private final Optional<WebServer> page;

  /**
   * What a service is given besides its options.
   *
   * @param log writes lines
   * @param clock the clock
   * @param environment the variables of the environment
   * @param reloadEvery how often to look after files
   */
  record Means(JsonLog log, InstantSource clock, Map<String, String> environment, Duration reloadEvery) {}

  private Service(Options options, Means means) {
    this.options = options;
    this.means = means;
    Watched certificates = certificateWatch();
    // What takes a while is done side by side.
    CompletableFuture<TlsFiles.Loaded> certificate = CompletableFuture.supplyAsync(options.tls()::load);
    this.file = new AtomicReference<>(readPolicy(options)); // Names the files to watch,
    Watched policies = policyWatch();
    file.set(readPolicy(options)); // and is read again, lest a change in between be missed.
    this.state = keep(State.of(options.state(), means.environment()));
    CompletableFuture<Void> prepared = CompletableFuture.runAsync(state::prepare);
    this.gate = keep(Gate.of(file.get(), state.memory(), new Gate.Means(means.clock(), CACHE_BYTES)));
    this.tls = new AtomicReference<>(loaded(certificate));
    this.journal = options.page().map(address -> new Journal(means.clock()));
    this.web = keep(WebServer.secure(options.listen(), routes(), tls.get(), new RefusalLog(metrics)));
    this.page = options.page().map(address -> keep(WebServer.plain(address, pages())));
    metrics.gauge(
        "trustverifier_certificate_expires_seconds",
        () -> tls.get().certificate().getNotAfter().getTime() / 1000);
    keep(new Watchman(List.of(policies::look, certificates::look), means.reloadEvery()));
    prepared.join();
    keep(new Watchman(List.of(state::prepare), means.reloadEvery())); // A database that is away holds up no reload.
  }

  /** Throws IllegalArgumentException, with one line, if an option or a file is of no use. */
  static Service start(Options options, Means means) {
    return new Service(options, means);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private static GateFile readPolicy(Options options) {
    GateFile file = GateFile.read(options.policy());
    boolean shared = options.state().startsWith("jdbc:");
    if (file.trustsOnFirstUse() && !shared && !options.singleReplica()) {
      throw new IllegalArgumentException(
          options.policy() + ": a rule trusts on first use, and replicas that do not share a database would each have"
              + " a first use of their own: give --state jdbc:URL, or --single-replica");
    }
    return file;
  }

  private static TlsFiles.Loaded loaded(CompletableFuture<TlsFiles.Loaded> certificate) {
    try {
      return certificate.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IllegalArgumentException useless ? useless : e;
    }
  }

  private Watched policyWatch() {
    Runnable reload = () -> {
      GateFile next = readPolicy(options);
      gate.replace(next);
      file.set(next);
    };
    return new Watched(
        "policy", () -> file.get().files(), new Watched.Reload(reload, ok -> metrics.reloaded("policy", ok)));
  }

  private Watched certificateWatch() {
    Runnable reload = () -> {
      TlsFiles.Loaded next = options.tls().load();
      web.renew(next);
      tls.set(next);
    };
    return new Watched(
        "certificate", options.tls()::all, new Watched.Reload(reload, ok -> metrics.reloaded("certificate", ok)));
  }

  private Map<String, Route> routes() {
    Reviewed.Listener listener = review -> {
      metrics.reviewed(review);
      means.log().reviewed(review);
      journal.ifPresent(kept -> kept.reviewed(review));
    };
    Handler alive = request -> CompletableFuture.completedFuture(WebhookResponse.text(200, "ok"));
    Handler figures = request -> CompletableFuture.completedFuture(
        new WebhookResponse(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()));
    metrics.bySource("trustverifier_waiting_images", this::waiting);
    return Map.of(
        "/image-review", Route.certified(new ImageReviews(gate, listener)),
        "/validate", Route.certified(new AdmissionReviews(Purpose.VALIDATE, gate, listener)),
        "/mutate", Route.certified(new AdmissionReviews(Purpose.MUTATE, gate, listener)),
        "/external-data", Route.certified(new ExternalData(gate, listener)),
        "/livez", Route.open(alive),
        "/readyz", Route.open(request -> gate.with(policy -> alive.handle(request))),
        "/metrics", Route.open(figures));
  }

  private Map<String, Integer> waiting() {
    return gate.<Map<String, Integer>>with(policy -> CompletableFuture.completedFuture(policy.waiting()))
        .toCompletableFuture().join();
  }

  private Map<String, Route> pages() {
    return Map.of("/", Route.open(new Page(gate, journal.orElseThrow(), means.clock())));
  }

  int port() {
    return web.port();
  }

  int pagePort() {
    return page.orElseThrow().port();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(Service.class.getName()).log(System.Logger.Level.WARNING, "a part does not close", e);
      }
    }
  }
}
