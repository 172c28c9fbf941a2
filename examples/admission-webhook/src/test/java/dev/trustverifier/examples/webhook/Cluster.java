package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.server.Address;
import dev.trustverifier.examples.webhook.telemetry.JsonLog;
import dev.trustverifier.tck.repository.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A gate that runs as in a cluster, with a registry to ask, and somebody who asks it as an API server does. */
final class Cluster implements AutoCloseable {
  static final Duration RELOAD_EVERY = Duration.ofMillis(50);

  final Path folder;
  final ManualClock clock = ManualClock.at(InstantSource.system().instant());
  final TestTls tls;
  final Registry registry;
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Optional<Service> service = Optional.empty();
  private HttpClient http;

  Cluster(Path folder) throws GeneralSecurityException, IOException {
    this.folder = folder;
    this.tls = new TestTls(folder);
    this.registry = new Registry(folder, clock);
    this.http = client(tls.client());
  }

  private static HttpClient client(SSLContext context) {
    return HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build();
  }

  void shows(SSLContext context) {
    http = client(context);
  }

  /** Writes a policy: the registry's rules and sources, and a section {@code webhook}. */
  void policy(String section) {
    policyText(registry.rules() + registry.sources() + section);
  }

  void policyText(String yaml) {
    try {
      Path next = Files.writeString(folder.resolve("policy.next"), yaml);
      Files.move(next, folder.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Options options(String state) {
    return new Options(
        new Address("127.0.0.1", 0), tls.files(Optional.empty()), folder.resolve("policy.yaml"), state,
        Optional.empty(), false);
  }

  Service start() {
    return start(options(folder.resolve("state").toString()));
  }

  Service start(Options options) {
    return start(options, Map.of());
  }

  Service start(Options options, Map<String, String> environment) {
    JsonLog lines = new JsonLog(log, clock);
    lines.takeOver();
    Service started = Service.start(options, new Service.Means(lines, clock, environment, RELOAD_EVERY));
    service = Optional.of(started);
    return started;
  }

  Service service() {
    return service.orElseThrow();
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return post(path, HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
    return post(path, body, "application/json");
  }

  HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String contentType)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType)
            .timeout(Duration.ofSeconds(40)).POST(body).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + service().port() + path);
  }

  /** The answer to a review, of which the status must be 200. */
  JsonValue review(String path, String body) throws IOException, InterruptedException, MalformedJson {
    HttpResponse<String> response = post(path, body);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return JsonDocument.read(response.body().getBytes(StandardCharsets.UTF_8));
  }

  /** The name in the certificate that the gate shows to whoever connects now. */
  String shownCertificate() throws IOException, GeneralSecurityException {
    SSLSocketFactory sockets = tls.client().getSocketFactory();
    try (SSLSocket socket = (SSLSocket) sockets.createSocket("127.0.0.1", service().port())) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    service.ifPresent(Service::close);
    registry.close();
  }
}
