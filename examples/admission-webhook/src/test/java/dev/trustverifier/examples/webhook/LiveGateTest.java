package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.tuf.live.LiveNotary;
import dev.trustverifier.tuf.live.OnLiveNotary;
import dev.trustverifier.tuf.live.Publisher;
import dev.trustverifier.tuf.store.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Notary and a real PostgreSQL behind the gate: the right answer whatever becomes of them, and none lost. */
@ExtendWith(OnLiveNotary.class)
class LiveGateTest {
  private static final byte[] CONTENT = "an image".getBytes(StandardCharsets.UTF_8);
  private static Postgres database;
  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeAll
  static void startDatabase() throws IOException, InterruptedException {
    database = Postgres.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void prepare() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static void start(Cluster gate) {
    gate.start(gate.options("jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?user=trust"));
  }

  /** A rule for a collection, with its present root as the pin. */
  private static String rule(Cluster gate, Publisher publisher, String more) throws IOException {
    String name = publisher.gun().replace('/', '_') + ".root.json";
    Files.write(gate.folder.resolve(name), publisher.root());
    return "{images: " + publisher.gun() + ", pins: [{root: " + name + "}]" + more + "}";
  }

  private static String notary(LiveNotary notary) {
    return "sources: [{images: '**', notary: '" + notary.uri() + "', ca: " + notary.caFile() + "}]\n";
  }

  private static Ask.Answer ask(Cluster gate, String namespace, String image)
      throws IOException, InterruptedException, MalformedJson {
    String review = Ask.review(namespace, "CREATE", Ask.pod(image), "null", "");
    return Ask.within("30s", gate, "/validate", review);
  }

  private Ask.Answer ask(String image) throws IOException, InterruptedException, MalformedJson {
    return ask(cluster, "shop", image);
  }

  private static void assertAllowed(Ask.Answer answer) {
    assertTrue(answer.allowed(), answer.reason());
  }

  private static void assertReason(String word, String rule, Ask.Answer answer) {
    String reason = answer.reason();
    assertTrue(reason.startsWith(word + ": ") && reason.endsWith("[" + rule + "]"), reason);
    assertFalse(answer.allowed());
  }

  @Test
  void tellsSignedUnsignedWrongSignerRolledBackAndExpiredApart(LiveNotary notary)
      throws IOException, InterruptedException, MalformedJson, GeneralSecurityException {
    Publisher publisher = notary.publisher().init().publish("v1", CONTENT);
    Path old = notary.copyOf(publisher, "v1");
    publisher.publish("v2", CONTENT);
    String image = publisher.gun() + ":v2";
    cluster.policyText("rules: [" + rule(cluster, publisher, "") + "]\n" + notary(notary) + "webhook:\n  namespaces:\n"
        + "    - names: [strict]\n      rules: ["
        + rule(cluster, publisher, ", signers: {threshold: 1, of: [alice]}") + "]\n"
        + "    - names: [other]\n      rules: [{images: " + publisher.gun() + ", pins: [{certificate: "
        + "0".repeat(64) + "}]}]\n");
    start(cluster);
    assertAllowed(ask(image));
    assertReason("rejected", "tag-listed", ask(publisher.gun() + ":unsigned"));
    assertReason("rejected", "signers-met", ask(cluster, "strict", image));
    assertReason("rejected", "memory-pinned", ask(cluster, "other", image));
    try (Cluster replica = new Cluster(Files.createDirectory(folder.resolve("replica")))) {
      replica.policyText("rules: [" + rule(replica, publisher, "") + "]\n"
          + "sources: [{images: '**', bundle: '" + old + "'}]\n");
      start(replica);
      assertReason("rejected", "version-not-lower", ask(replica, "shop", publisher.gun() + ":v1"));
    }
    cluster.clock.advance(Duration.ofDays(30));
    assertReason("rejected", "not-expired", ask(image));
  }

  @Test
  void answersWhatIsProvenWhileDatabaseOrNotaryIsDown()
      throws Exception {
    try (LiveNotary notary = LiveNotary.start()) {
      List<Publisher> publishers = new ArrayList<>();
      List<String> rules = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        publishers.add(notary.publisher("lab.example/down/c" + i).init().publish("v1", CONTENT));
        rules.add(rule(cluster, publishers.get(i), ""));
      }
      cluster.policyText("rules: [" + String.join(", ", rules) + "]\n" + notary(notary));
      start(cluster);
      String warm = publishers.get(0).gun() + ":v1";
      assertAllowed(ask(warm));
      database.control("stop");
      assertAllowed(ask(warm));
      assertReason("undecided", "memory", ask(publishers.get(1).gun() + ":v1"));
      assertEquals(200, cluster.get("/readyz").statusCode());
      database.control("start");
      Await.until(() -> ask(publishers.get(1).gun() + ":v1").allowed());
      notary.stopDaemons();
      assertAllowed(ask(warm));
      assertReason("undecided", "unreachable", ask(publishers.get(2).gun() + ":v1"));
      assertEquals(200, cluster.get("/readyz").statusCode());
    }
  }

  @Test
  void losesNoReviewWhilePolicyCertificateAndCollectionChange(LiveNotary notary) throws Exception {
    Publisher publisher = notary.publisher().init().publish("v1", CONTENT);
    String rule = rule(cluster, publisher, "");
    cluster.policyText("rules: [" + rule + "]\n" + notary(notary));
    start(cluster);
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    ExecutorService askers = Executors.newFixedThreadPool(4);
    List<Future<?>> asking = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asking.add(askers.submit(() -> {
        while (!enough.get()) {
          assertAllowed(ask(publisher.gun() + ":v1"));
          assertReason("rejected", "tag-listed", ask(publisher.gun() + ":unsigned"));
          answers.addAndGet(2);
        }
        return null;
      }));
    }
    for (String tool : new String[] {"busybox", "alpine"}) {
      cluster.tls.renew("server-" + tool);
      cluster.policyText("rules: [" + rule + ", {images: docker.io/library/" + tool + ", exempt: a tool}]\n"
          + notary(notary));
      publisher.publish("v-" + tool, CONTENT);
      cluster.clock.advance(Duration.ofMinutes(2));
      Await.until(() -> ask(tool).allowed() && ask(publisher.gun() + ":v-" + tool).allowed());
      Await.until(() -> cluster.shownCertificate().equals("CN=server-" + tool));
      int before = answers.get();
      Await.until(() -> answers.get() > before + 20 || asking.stream().anyMatch(Future::isDone));
    }
    enough.set(true);
    for (Future<?> asker : asking) {
      asker.get();
    }
    askers.shutdownNow();
  }
}
