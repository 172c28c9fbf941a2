package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.server.Address;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for people, as it is sent and as a browser shows it. */
class PageTest {
  private static final String SWITCH = "TRUSTVERIFIER_LIVE";
  private static final String EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>";
  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException, InterruptedException, MalformedJson {
    cluster = new Cluster(folder);
    SimulatedRepository app = cluster.registry.publish("lab.example/shop/web", "v1");
    app.delegate(RoleName.RELEASES).delegate(new RoleName("targets/alice"));
    app.addTarget(RoleName.RELEASES, "v2", Digest.sha256(new byte[] {2})).publish();
    String[] tags = IntStream.range(0, 1000).mapToObj(i -> "many-" + i).toArray(String[]::new);
    cluster.registry.publish("lab.example/shop/many", tags);
    cluster.registry.publish("lab.example/shop/old", "v1").expires(
        RoleName.TIMESTAMP, cluster.clock.instant().plus(Duration.ofDays(3))).publish();
    cluster.policyText(cluster.registry.rules() + "  - {images: 'lab.example/**', deny: '" + EVIL.replace("'", "''")
        + "'}\n  - {images: 'away.example/**', pins: [{certificate: " + "0".repeat(64) + "}]}\n"
        + cluster.registry.sources() + "  - {images: away.example/**, notary: 'http://127.0.0.1:1'}\n"
        + "webhook: {namespaces: [{names: [dev-*], mode: warn}]}\n");
    Options options = cluster.options(folder.resolve("state").toString());
    cluster.start(new Options(options.listen(), options.tls(), options.policy(), options.state(),
        Optional.of(new Address("127.0.0.1", 0)), false));
    for (String image : new String[] {
        "lab.example/shop/web:v2", "lab.example/shop/old:v1", "lab.example/shop/web:no", "lab.example/shop/many:many-7",
        "away.example/x:1",
        "lab.example/other:1", "<b>bold</b>", "\\u202ereversed", "lab.example/" + "long-name/".repeat(20) + "x:1"}) {
      Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(image), "null"));
    }
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + cluster.service().pagePort() + "/");
  }

  @Test
  void showsWhatWasJudgedAndWhyAndNothingFromOutside() throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address()).build(), HttpResponse.BodyHandlers.ofString());
    String page = response.body();
    assertEquals(200, response.statusCode());
    assertTrue(response.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
    for (String expected : new String[] {
        "lab.example/shop/web:v2", "no signed tag no", "namespaces dev-*: warn", "<svg", "targets/releases",
        "threshold 1 of 1, signed by 1", "nothing signed yet", "in 3 days", "class=\"soon\"",
        "lab.example/** — denied: &lt;script&gt;", "&lt;b&gt;bold&lt;/b&gt;", "away.example/x:1"}) {
      assertTrue(page.contains(expected), () -> expected + " in " + page);
    }
    for (String markup : new String[] {"<script", "<b>bold", "<img", "http-equiv", "\u202e"}) {
      assertFalse(page.contains(markup), page);
    }
    assertEquals(404, HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(address().resolve("/validate")).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode());
  }

  @Test
  void isDrawnByABrowser() throws IOException, InterruptedException {
    Path browser = browser();
    Path picture = Path.of("target", "page.png").toAbsolutePath();
    Files.deleteIfExists(picture);
    run(browser, "--screenshot=" + picture, "--window-size=1280,1700");
    assertTrue(Files.size(picture) > 50_000, "an empty page is smaller: " + Files.size(picture));
    String shown = run(browser, "--dump-dom");
    assertTrue(shown.contains("<title>TrustVerifier: the gate</title>"), "a script would have changed it: " + shown);
    assertTrue(shown.contains("<svg role=\"img\""), shown);
  }

  private static Path browser() {
    Optional<Path> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
            .map(Path::of).filter(Files::isExecutable).findFirst();
    boolean required = Stream.of(System.getProperty(SWITCH), System.getenv(SWITCH)).anyMatch("required"::equals);
    assertTrue(found.isPresent() || !required, "this test needs Debian's package chromium");
    Assumptions.assumeTrue(found.isPresent(), "this test needs Debian's package chromium");
    return found.orElseThrow();
  }

  private String run(Path browser, String... options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + folder.resolve("browser")));
    words.addAll(List.of(options));
    words.add(address().toString());
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile()).start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("err")));
    return Files.readString(out);
  }
}
