package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.RoleName;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Reception;
import dev.trustverifier.tck.server.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with an image, and what is wrong with those who are asked about it, are told apart. */
class TroubleTest {
  private static final String APP = "lab.example/app:v1";
  @TempDir private Path folder;
  private Cluster cluster;
  private SimulatedRepository app;

  @BeforeEach
  void prepare() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    app = cluster.registry.publish("lab.example/app", "v1");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Ask.Answer ask(String image) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(image), "null"));
  }

  private String reason(String image) throws IOException, InterruptedException, MalformedJson {
    Ask.Answer answer = ask(image);
    assertFalse(answer.allowed());
    return answer.reason();
  }

  private static void assertReason(String word, String rule, String reason) {
    assertTrue(reason.startsWith(word + ": ") && reason.endsWith("[" + rule + "]"), reason);
  }

  @Test
  void tellsUnsignedAndWrongSignerAndExpiredApart() throws IOException, InterruptedException, MalformedJson {
    cluster.policyText(cluster.registry.rules().replace("}]}\n", "}], signers: {threshold: 1, of: [alice]}}\n")
        + cluster.registry.sources());
    cluster.start();
    assertReason("rejected", "tag-listed", reason("lab.example/app:v2"));
    assertReason("rejected", "signers-met", reason(APP));
    cluster.clock.advance(Duration.ofDays(30));
    assertReason("rejected", "not-expired", reason(APP));
  }

  @Test
  void refusesARollbackAfterARestartToo() throws IOException, InterruptedException, MalformedJson {
    cluster.policy("");
    State old = app.state();
    app.addTarget(RoleName.TARGETS, "v2", Registry.digest("lab.example/app:v2")).publish();
    cluster.start();
    assertTrue(ask("lab.example/app:v2").allowed());
    cluster.service().close();
    cluster.registry.server().serve(old);
    cluster.start();
    assertReason("rejected", "version-not-lower", reason(APP));
  }

  @Test
  void answersWhatIsProvenWhileTheNotaryIsDown() throws IOException, InterruptedException, MalformedJson {
    cluster.registry.publish("lab.example/cold", "v1");
    cluster.policy("");
    cluster.start();
    assertTrue(ask(APP).allowed());
    cluster.registry.server().receive(Reception.CLOSED);
    cluster.registry.server().misbehave(Requests.all(), Misbehaviour.status(503));
    assertTrue(ask(APP).allowed());
    String reason = reason("lab.example/cold:v1");
    assertTrue(reason.startsWith("undecided: lab.example/cold:v1"), reason);
    assertEquals(200, cluster.get("/readyz").statusCode(), "one Notary is not the gate");
    assertEquals(200, cluster.get("/livez").statusCode());
    cluster.registry.server().behave();
    assertTrue(ask("lab.example/cold:v1").allowed(), "as soon as it is back");
  }

  @Test
  void aNotaryThatHangsHoldsUpNobodyElse()
      throws IOException, InterruptedException, MalformedJson, ExecutionException {
    try (NotaryEmulator hung = NotaryEmulator.start()) {
      hung.receive(Reception.SILENT);
      cluster.policyText(cluster.registry.rules()
          + "  - {images: hung.example/**, pins: [{certificate: " + "0".repeat(64) + "}]}\n"
          + cluster.registry.sources() + "  - {images: hung.example/**, notary: '" + hung.uri() + "'}\n");
      cluster.start();
      ExecutorService askers = Executors.newFixedThreadPool(60);
      try {
        List<Callable<Ask.Answer>> hanging = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> hanging.add(() -> Ask.within(
            "10s", cluster, "/validate", Ask.review("CREATE", Ask.pod("hung.example/a" + i + ":v1", APP), "null"))));
        List<Future<Ask.Answer>> waiting = hanging.stream().map(askers::submit).toList();
        for (int i = 0; i < 5; i++) {
          assertTrue(ask(APP).allowed());
        }
        assertTrue(waiting.stream().noneMatch(Future::isDone), "all of them wait");
        for (Future<Ask.Answer> late : waiting) {
          assertTrue(late.get().reason().startsWith("undecided: hung.example/a"), late.get().reason());
        }
      } finally {
        askers.shutdownNow();
      }
    }
  }
}
