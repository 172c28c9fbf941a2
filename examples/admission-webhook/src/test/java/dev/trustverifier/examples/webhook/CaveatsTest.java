package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.RoleName;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.server.Address;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is admitted though it is not quite what the publisher says now is said everywhere: a tag moved, an outage. */
class CaveatsTest {
  private static final String APP = "lab.example/app:v1";
  @TempDir private Path folder;
  private Cluster cluster;
  private SimulatedRepository app;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    app = cluster.registry.publish("lab.example/app", "v1");
    String freshness = "}], freshness: {rideOutOutage: PT4H, formerDigests: P7D}}\n";
    cluster.policyText(cluster.registry.rules().replace("}]}\n", freshness) + cluster.registry.sources()
        + "webhook: {ownerApproval: true}\n");
    Options options = cluster.options(folder.resolve("state").toString());
    cluster.start(new Options(options.listen(), options.tls(), options.policy(), options.state(),
        Optional.of(new Address("127.0.0.1", 0)), false));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Ask.Answer ask(String metadata, String image) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.podWith(metadata, image), "null"));
  }

  private String page() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + cluster.service().pagePort() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private void assertSaidEverywhere(String label, String words, Ask.Answer answer)
      throws IOException, InterruptedException, MalformedJson {
    assertTrue(answer.allowed(), answer.reason());
    assertTrue(answer.warnings().contains(words), answer.warnings());
    assertTrue(answer.audit("caveats").contains(words), answer.audit("caveats"));
    assertTrue(answer.audit("verdicts").endsWith(" trusted [" + label + "]"), answer.audit("verdicts"));
    assertTrue(cluster.logged().contains("\"caveats\":[\"" + words), cluster.logged());
    assertTrue(page().contains("<span class=\"warned\">" + words), page());
    String figures = cluster.get("/metrics").body();
    assertTrue(figures.contains("trustverifier_images_total{verdict=\"trusted\",reason=\"" + label + "\"} 1"), figures);
  }

  @Test
  void saysThatATagHasMovedOnAndLeavesThePinnedPodsAlone() throws Exception {
    String pinned = Registry.pinned(APP);
    Ask.Answer first = ask("{\"uid\":\"rs-1\"}", pinned);
    assertTrue(first.allowed());
    assertEquals("", first.audit("caveats"));
    app.addTarget(RoleName.TARGETS, "v1", Registry.digest("another")).publish();
    cluster.clock.advance(Duration.ofMinutes(10));
    assertTrue(ask("{}", APP).allowed());
    assertSaidEverywhere("former-digest", "listed until ", ask("{\"uid\":\"rs-2\"}", pinned));
    String owned = "{\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"uid\":\"rs-2\"}]}";
    assertEquals("", ask(owned, pinned).audit("skipped"), "a caveat ends, so it makes no owner");
    cluster.clock.advance(Duration.ofDays(8));
    assertFalse(ask("{}", pinned).allowed());
  }

  @Test
  void saysThatNobodyCanBeAskedNow() throws Exception {
    assertTrue(ask("{}", APP).allowed());
    cluster.registry.server().misbehave(Requests.all(), Misbehaviour.status(503));
    cluster.clock.advance(Duration.ofMinutes(10));
    assertSaidEverywhere("outdated", "as checked at ", ask("{}", APP));
    assertTrue(page().contains("<td class=\"undecided\">as checked at "), page());
  }
}
