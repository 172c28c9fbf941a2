package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of a namespace make of the same images. */
class SettingsInUseTest {
  private static final String APP = "lab.example/app:v1";
  private static final String BAD = "lab.example/app:unsigned";
  private static final String AWAY = "away.example/app:v1";
  private static final String GLASS = "ops.image-policy.k8s.io/break-glass";
  @TempDir private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1");
    cluster.policyText(cluster.registry.rules()
        + "  - {images: away.example/**, pins: [{certificate: " + "0".repeat(64) + "}]}\n"
        + cluster.registry.sources() + "  - {images: away.example/**, notary: 'http://127.0.0.1:1'}\n" + """
        webhook:
          namespaces:
            - {names: [dev-*], mode: warn}
            - {names: [dev-strict], mode: enforce}
            - {names: [nobody-looks], mode: "off"}
            - {names: [pinned], requireDigest: true}
            - {names: [glass], breakGlass: {annotation: ops.image-policy.k8s.io/break-glass}}
            - {names: [unsure], onUndecided: error}
            - names: [own-rules]
              rules: [{images: docker.io/library/busybox, exempt: a tool}]
        """);
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Ask.Answer pod(String path, String namespace, String metadata, String... images)
      throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, path, Ask.review(namespace, "CREATE", Ask.podWith(metadata, images), "null", ""));
  }

  @Test
  void warnsAndAdmits() throws IOException, InterruptedException, MalformedJson {
    Ask.Answer answer = pod("/validate", "dev-1", "{}", BAD, AWAY, "Not/An:image");
    assertTrue(answer.allowed());
    assertTrue(answer.warnings().contains("rejected: " + BAD), answer.warnings());
    assertTrue(answer.warnings().contains("undecided: " + AWAY), answer.warnings());
    assertTrue(answer.audit("would-deny").startsWith("rejected: "), answer.audit("would-deny"));
    assertEquals("true", answer.audit("audit-required"));
    assertTrue(pod("/mutate", "dev-1", "{}", BAD, APP).patch().contains(Registry.pinned(APP)));
    assertFalse(pod("/validate", "dev-strict", "{}", BAD).allowed());
    assertTrue(Ask.of(cluster, "/image-review", Ask.imageReview("dev-1", "{}", BAD)).allowed());
  }

  @Test
  void looksAwayWhereItIsToldTo() throws IOException, InterruptedException, MalformedJson {
    assertTrue(pod("/validate", "nobody-looks", "{}", BAD).allowed());
    assertTrue(Ask.of(cluster, "/image-review", Ask.imageReview("nobody-looks", "{}", BAD)).allowed());
  }

  @Test
  void requiresDigestsOfSignedImagesButNotBeforeTheyArePinned()
      throws IOException, InterruptedException, MalformedJson {
    Ask.Answer answer = pod("/validate", "pinned", "{}", APP);
    assertEquals(
        "rejected: " + APP + ": named without its digest; signed is " + Registry.pinned(APP) + " [require-digest]",
        answer.reason());
    assertTrue(pod("/mutate", "pinned", "{}", APP).allowed());
    assertTrue(pod("/validate", "pinned", "{}", Registry.pinned(APP)).allowed());
    assertFalse(Ask.of(cluster, "/image-review", Ask.imageReview("pinned", "{}", APP)).allowed());
    assertTrue(Ask.of(cluster, "/image-review", Ask.imageReview("pinned", "{}", Registry.pinned(APP))).allowed());
  }

  @Test
  void letsTheGlassBeBrokenOnTheRecordAndOnlyWhereThatIsConfigured()
      throws IOException, InterruptedException, MalformedJson {
    String annotations = "{\"" + GLASS + "\":\"ticket-7\"}";
    String metadata = "{\"annotations\":" + annotations + "}";
    Ask.Answer broken = pod("/validate", "glass", metadata, BAD);
    assertTrue(broken.allowed());
    assertEquals("ticket-7", broken.audit("break-glass"));
    assertTrue(broken.audit("would-deny").contains(BAD));
    assertTrue(cluster.logged().contains("\"outcome\":\"glass-broken\""));
    assertEquals("", pod("/validate", "glass", metadata, APP).audit("break-glass"), "no need to");
    assertFalse(pod("/validate", "shop", metadata, BAD).allowed());
    assertFalse(pod("/validate", "glass", "{\"annotations\":{\"" + GLASS + "\":\" \"}}", BAD).allowed());
    Ask.Answer review = Ask.of(cluster, "/image-review", Ask.imageReview("glass", annotations, BAD));
    assertEquals("ticket-7", review.audit("break-glass"));
    assertFalse(Ask.of(cluster, "/image-review", Ask.imageReview("shop", annotations, BAD)).allowed());
    String deployment = "{\"spec\":{\"template\":{\"metadata\":" + metadata + ",\"spec\":" + Ask.spec(BAD) + "}}}";
    assertTrue(Ask.of(cluster, "/validate", Ask.review("glass", "CREATE", deployment, "null", "")).allowed());
  }

  @Test
  void deniesTheUndecidedUnlessTheClusterIsToDecide() throws IOException, InterruptedException, MalformedJson {
    Ask.Answer answer = pod("/validate", "shop", "{}", AWAY);
    assertFalse(answer.allowed());
    assertTrue(answer.reason().startsWith("undecided: " + AWAY), answer.reason());
    String review = Ask.review("unsure", "CREATE", Ask.pod(AWAY), "null", "");
    HttpResponse<String> unanswered = cluster.post("/validate?timeout=5s", review);
    assertEquals(503, unanswered.statusCode());
    assertEquals(Optional.empty(), unanswered.headers().firstValue("Retry-After"));
    assertTrue(unanswered.body().startsWith("undecided: "), unanswered.body());
    assertEquals(503, cluster.post("/image-review", Ask.imageReview("unsure", "{}", AWAY)).statusCode());
    assertFalse(pod("/validate", "unsure", "{}", AWAY, BAD).allowed(), "what is rejected is decided");
  }

  @Test
  void hasRulesOfItsOwnForANamespace() throws IOException, InterruptedException, MalformedJson {
    assertTrue(pod("/validate", "own-rules", "{}", "busybox").allowed());
    assertFalse(pod("/validate", "own-rules", "{}", APP).allowed());
    assertFalse(pod("/validate", "shop", "{}", "busybox").allowed());
  }

  @Test
  void remembersNothingOfADryRun() throws IOException, InterruptedException, MalformedJson {
    try (Cluster other = new Cluster(Files.createDirectory(folder.resolve("dry")))) {
      other.registry.publish("lab.example/app", "v1");
      other.policy("");
      other.start();
      String dry = Ask.review("CREATE", Ask.pod(APP), "null").replace("\"dryRun\":false", "\"dryRun\":true");
      assertTrue(Ask.of(other, "/validate", dry).allowed());
      assertEquals(0, remembered(other.folder.resolve("state")));
      assertTrue(Ask.of(other, "/validate", Ask.review("CREATE", Ask.pod(APP), "null")).allowed());
      assertEquals(1, remembered(other.folder.resolve("state")));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static long remembered(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }
}
