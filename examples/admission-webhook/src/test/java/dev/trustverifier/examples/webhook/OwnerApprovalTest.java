package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For whom the word of an owner counts that was admitted before. */
class OwnerApprovalTest {
  private static final String APP = Registry.pinned("lab.example/app:v1");
  private static final String SETTINGS = """
      webhook:
        ownerApproval: true
        namespaces:
          - names: [strict]
            rules: [{images: lab.example/**, deny: not here}]
      """;
  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1");
    cluster.registry.publish("lab.example/side", "v1");
    cluster.policy(SETTINGS);
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Ask.Answer create(String path, String namespace, String object)
      throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, path, Ask.review(namespace, "CREATE", object, "null", ""));
  }

  /** By which way a pod of this owner is admitted: with the owner, or by a verdict of its own. */
  private String skipped(String namespace, String owner) throws IOException, InterruptedException, MalformedJson {
    Ask.Answer answer = create("/validate", namespace, Ask.podWith(metadata("", owner), APP));
    assertTrue(answer.allowed(), answer.reason());
    return answer.audit("skipped");
  }

  private static String metadata(String uid, String owner) {
    return "{\"uid\":\"" + uid + "\",\"ownerReferences\":[{\"uid\":\"" + owner + "\",\"controller\":true}]}";
  }

  private static String template(String metadata, String... images) {
    String spec = Ask.spec(images.length == 0 ? new String[] {APP} : images);
    return "{\"metadata\":" + metadata + ",\"spec\":{\"template\":{\"spec\":" + spec + "}}}";
  }

  @Test
  void goesFromADeploymentByItsReplicaSetToThePods() throws IOException, InterruptedException, MalformedJson {
    assertTrue(create("/validate", "shop", template("{\"uid\":\"deployment\"}")).allowed());
    String replicaSet = template(metadata("replica-set", "deployment"));
    create("/mutate", "shop", replicaSet);
    assertEquals("", skipped("shop", "replica-set"), "to change it is not to admit it");
    assertEquals("admitted with the owner", create("/validate", "shop", replicaSet).audit("skipped"));
    assertEquals("admitted with the owner", skipped("shop", "replica-set"));
  }

  @Test
  void endsForAnImageThatTheOwnerNoLongerNames() throws IOException, InterruptedException, MalformedJson {
    String side = Registry.pinned("lab.example/side:v1");
    String uid = "{\"uid\":\"deployment\"}";
    String both = template(uid, side, APP);
    assertTrue(create("/validate", "shop", both).allowed());
    assertEquals("admitted with the owner", skipped("shop", "deployment"));
    String update = Ask.review("shop", "UPDATE", template(uid, side), both, "");
    assertEquals("no new image", Ask.of(cluster, "/validate", update).audit("skipped"));
    assertEquals("", skipped("shop", "deployment"));
  }

  @Test
  void isNotGivenByADryRun() throws IOException, InterruptedException, MalformedJson {
    assertTrue(create("/validate", "shop", template("{\"uid\":\"deployment\"}")).allowed());
    String dry = Ask.review("shop", "CREATE", template(metadata("replica-set", "deployment")), "null", "")
        .replace("\"dryRun\":false", "\"dryRun\":true");
    assertEquals("admitted with the owner", Ask.of(cluster, "/validate", dry).audit("skipped"));
    assertEquals("", skipped("shop", "replica-set"));
  }

  @Test
  void countsInTheOwnersNamespaceOnly() throws IOException, InterruptedException, MalformedJson {
    assertTrue(create("/validate", "shop", template("{\"uid\":\"deployment\"}")).allowed());
    assertEquals("", skipped("other", "deployment"));
    assertFalse(create("/validate", "strict", Ask.podWith(metadata("", "deployment"), APP)).allowed());
  }

  @Test
  void endsWithThePolicyThatItWasGivenUnder() throws Exception {
    assertTrue(create("/validate", "shop", template("{\"uid\":\"deployment\"}")).allowed());
    assertEquals("admitted with the owner", skipped("shop", "deployment"));
    cluster.policyText("rules: [{images: lab.example/**, deny: no more}]\n" + cluster.registry.sources() + SETTINGS);
    Await.until(() -> cluster.get("/metrics").body().contains("what=\"policy\",result=\"ok\"} 1\n"));
    assertFalse(create("/validate", "shop", Ask.podWith(metadata("", "deployment"), APP)).allowed());
  }
}
