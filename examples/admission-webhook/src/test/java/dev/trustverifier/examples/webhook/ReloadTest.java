package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while the gate is asked. */
class ReloadTest {
  private static final String APP = "lab.example/app:v1";
  private static final String WARN = "webhook: {mode: warn}\n";
  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1");
    cluster.policy("");
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private boolean isAllowed(String image) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(image), "null")).allowed();
  }

  @Test
  void losesNoReviewWhilePolicyAndCertificateChange() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    ExecutorService askers = Executors.newFixedThreadPool(4);
    List<Future<?>> asking = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asking.add(askers.submit(() -> {
        while (!enough.get()) {
          assertTrue(isAllowed(APP));
          answers.incrementAndGet();
        }
        return null;
      }));
    }
    for (int round = 1; round <= 3; round++) {
      int before = answers.get();
      String policy = round % 2 == 1 ? WARN : "";
      cluster.policy(policy);
      cluster.tls.renew("server-" + round);
      Await.until(() -> isAllowed("lab.example/app:unsigned") == policy.equals(WARN));
      String name = "CN=server-" + round;
      Await.until(() -> cluster.shownCertificate().equals(name));
      Await.until(() -> answers.get() > before + 20 || asking.stream().anyMatch(Future::isDone));
    }
    enough.set(true);
    for (Future<?> asker : asking) {
      asker.get();
    }
    askers.shutdownNow();
  }

  @Test
  void keepsTheOldPolicyWhereTheNewOneIsOfNoUseAndSaysSo() throws Exception {
    cluster.policyText("rules: [{images: lab.example/app, pns: []}]\n");
    Await.until(() -> cluster.logged().contains("kept the old policy"));
    assertTrue(cluster.logged().contains("line 1 column"), cluster.logged());
    assertTrue(isAllowed(APP));
    assertFalse(isAllowed("lab.example/app:unsigned"));
    assertTrue(metrics().contains("trustverifier_reloads_total{what=\"policy\",result=\"kept-old\"} 1\n"));
    cluster.policy(WARN);
    Await.until(() -> isAllowed("lab.example/app:unsigned"));
    assertTrue(metrics().contains("trustverifier_reloads_total{what=\"policy\",result=\"ok\"} 1\n"));
  }

  @Test
  void takesARuleOfFirstUseNeitherAtStartNorLaterWhereReplicasDoNotShareTheirMemory() throws Exception {
    cluster.policyText("rules: [{images: '**', pins: trust-on-first-use}]\n" + cluster.registry.sources());
    Await.until(() -> cluster.logged().contains("--single-replica"));
    assertTrue(isAllowed(APP));
  }

  @Test
  void noticesANewPinUnderTheSameName() throws Exception {
    Files.writeString(folder.resolve("lab_example_app.root.json"), "{}");
    Await.until(() -> cluster.logged().contains("kept the old policy"));
    assertTrue(cluster.logged().contains("no TUF root"), cluster.logged());
  }

  @Test
  void keepsTheOldCertificateWhileTheNewOneLacksItsKey() throws Exception {
    Path key = folder.resolve("tls.key");
    String old = Files.readString(key);
    cluster.tls.renew("next");
    Await.until(() -> cluster.shownCertificate().equals("CN=next"));
    Files.writeString(key, old);
    Await.until(() -> cluster.logged().contains("kept the old certificate"));
    assertEquals("CN=next", cluster.shownCertificate());
    assertFalse(cluster.logged().contains("PRIVATE KEY"));
  }

  private String metrics() throws IOException, InterruptedException {
    return cluster.get("/metrics").body();
  }

  @Test
  void asksForCertificatesWhereThereAreClientAuthorities() throws Exception {
    cluster.service().close();
    Options options = cluster.options(folder.resolve("state").toString());
    Options certified = new Options(
        options.listen(), cluster.tls.files(Optional.of(cluster.tls.authorityFile())), options.policy(),
        options.state(), options.page(), options.singleReplica());
    cluster.start(certified);
    HttpResponse<String> refused = cluster.post("/validate", Ask.review("CREATE", Ask.pod(APP), "null"));
    assertEquals(403, refused.statusCode());
    assertEquals(200, cluster.get("/livez").statusCode(), "a kubelet has no certificate");
    assertEquals(200, cluster.get("/metrics").statusCode());
    cluster.shows(cluster.tls.foreignClient());
    assertThrows(IOException.class, () -> isAllowed(APP), "there is no session with a certificate of somebody else's");
    cluster.shows(cluster.tls.certifiedClient());
    assertTrue(isAllowed(APP));
    assertTrue(metrics().contains("trustverifier_refused_requests_total{status=\"403\"} 1\n"), metrics());
  }
}
