package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images are found in which objects, which of them are asked for, and how they are pinned. */
class AdmissionTest {
  private static final String APP = "lab.example/app:v1";
  private static final String BAD = "lab.example/app:unsigned";
  @TempDir private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1", "v2");
    cluster.policy("webhook: {namespaces: [{names: [owned], ownerApproval: true}]}\n");
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Ask.Answer mutate(String review) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/mutate", review);
  }

  private static Ask.Answer validate(String review) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/validate", review);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "Pod         | {'spec':SPEC}                                                  | /spec",
    "Deployment  | {'spec':{'replicas':0,'template':{'spec':SPEC}}}               | /spec/template/spec",
    "CronJob     | {'spec':{'jobTemplate':{'spec':{'template':{'spec':SPEC}}}}}"
        + " | /spec/jobTemplate/spec/template/spec",
    "PodTemplate | {'template':{'spec':SPEC}}                                     | /template/spec",
    "Rollout     | {'spec':{'workloadOfSomebody':1,'template':{'spec':SPEC}}}     | /spec/template/spec"})
  void findsAndPinsEveryImage(String kind, String object, String path)
      throws IOException, InterruptedException, MalformedJson {
    String spec =
        "{'initContainers':[{'name':'i','image':'lab.example/app:v1'}],"
            + "'containers':[{'name':'a','image':'lab.example/app:v2'},{'name':'b'}],"
            + "'ephemeralContainers':[{'name':'e','image':'lab.example/app:v1'}],"
            + "'volumes':[{'name':'x','configMap':{}},{'name':'m','image':{'reference':'lab.example/app:v2'}}]}";
    String given = object.replace("SPEC", spec).replace('\'', '"');
    Ask.Answer answer = mutate(Ask.review("CREATE", given, "null"));
    assertTrue(answer.allowed(), answer.reason());
    for (String place : new String[] {
        "containers/0/image:v2", "initContainers/0/image:v1", "ephemeralContainers/0/image:v1",
        "volumes/1/image/reference:v2"}) {
      String[] parts = place.split(":");
      String image = Registry.pinned("lab.example/app:" + parts[1]);
      String expected = "{\"op\":\"replace\",\"path\":\"" + path + "/" + parts[0] + "\",\"value\":\"" + image + "\"}";
      assertTrue(answer.patch().contains(expected), answer.patch());
    }
    assertTrue(answer.patch().contains("\\\"volume/m\\\":\\\"lab.example/app:v2\\\""), answer.patch());
    for (String list : new String[] {"initContainers", "containers", "ephemeralContainers"}) {
      String bad = "{'" + list + "':[{'name':'x','image':'lab.example/app:unsigned'}]}";
      String review = Ask.review("CREATE", object.replace("SPEC", bad).replace('\'', '"'), "null");
      assertFalse(validate(review).allowed(), kind + " " + list);
    }
  }

  @Test
  void asksForEphemeralContainersOfOldServersAndOfNewOnes() throws IOException, InterruptedException, MalformedJson {
    String sub = ",\"subResource\":\"ephemeralcontainers\"";
    String old = "{\"kind\":\"EphemeralContainers\",\"ephemeralContainers\":[{\"name\":\"d\",\"image\":\"%s\"}]}";
    assertFalse(validate(Ask.review("shop", "UPDATE", old.formatted(BAD), "{}", sub)).allowed());
    Ask.Answer answer = mutate(Ask.review("shop", "UPDATE", old.formatted(APP), "{}", sub));
    assertTrue(answer.patch().contains("\"/ephemeralContainers/0/image\""), answer.patch());
    assertFalse(answer.patch().contains("annotations"), "a subresource has none to change");
    String pod = "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"never/seen:1\"}],"
        + "\"ephemeralContainers\":[{\"name\":\"d\",\"image\":\"%s\"}]}}";
    String before = "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"never/seen:1\"}]}}";
    assertFalse(validate(Ask.review("shop", "UPDATE", pod.formatted(BAD), before, sub)).allowed());
    assertTrue(validate(Ask.review("shop", "UPDATE", pod.formatted(APP), before, sub)).allowed());
  }

  @Test
  void pinningAgainChangesNothing() throws IOException, InterruptedException, MalformedJson {
    Ask.Answer first = mutate(Ask.review("CREATE", Ask.pod(APP), "null"));
    assertTrue(first.patch().contains(Registry.pinned(APP)));
    String pinned = Ask.podWith(
        "{\"annotations\":{\"trustverifier.dev/original-images\":\"{\\\"c0\\\":\\\"" + APP + "\\\"}\"}}",
        Registry.pinned(APP));
    Ask.Answer again = mutate(Ask.review("CREATE", pinned, "null"));
    assertTrue(again.allowed(), again.reason());
    assertEquals("", again.patch());
    assertTrue(again.whole().get("patchType").isMissing());
  }

  @Test
  void keepsTheOriginalsThatAnEarlierChangeKept() throws IOException, InterruptedException, MalformedJson {
    String pod = Ask.podWith(
        "{\"annotations\":{\"trustverifier.dev/original-images\":"
            + "\"{\\\"c0\\\":\\\"" + APP + "\\\",\\\"gone\\\":\\\"x\\\"}\"}}",
        Registry.pinned(APP), "lab.example/app:v2");
    String patch = mutate(Ask.review("CREATE", pod, "null")).patch();
    assertTrue(patch.contains("{\\\"c0\\\":\\\"" + APP + "\\\",\\\"c1\\\":\\\"lab.example/app:v2\\\"}"), patch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "CONNECT"})
  void asksForNothingWhereNothingIsRun(String operation) throws IOException, InterruptedException, MalformedJson {
    assertTrue(validate(Ask.review(operation, "null", Ask.pod(BAD))).allowed());
    assertTrue(mutate(Ask.review(operation, Ask.pod(BAD), "null")).allowed());
  }

  @Test
  void takesAnOperationItDoesNotKnowForOneThatRunsImages() throws IOException, InterruptedException, MalformedJson {
    assertFalse(validate(Ask.review("PATCH", Ask.pod(BAD), "null")).allowed());
  }

  @Test
  void admitsWhatTheObjectNamedBeforeAndAsksForTheRest() throws IOException, InterruptedException, MalformedJson {
    assertTrue(validate(Ask.review("UPDATE", Ask.pod(BAD), Ask.pod(BAD))).allowed());
    assertTrue(validate(Ask.review("UPDATE", Ask.pod(BAD, APP), Ask.pod(BAD))).allowed());
    assertFalse(validate(Ask.review("UPDATE", Ask.pod(APP, BAD), Ask.pod(APP))).allowed());
  }

  @Test
  void admitsChangesOfWhatIsBeingDeletedButBelievesOnlyTheServerThatItIs()
      throws IOException, InterruptedException, MalformedJson {
    String leaving = "{\"deletionTimestamp\":\"2026-11-22T14:13:04Z\"}";
    assertTrue(validate(Ask.review("UPDATE", Ask.podWith(leaving, BAD), Ask.podWith(leaving, APP))).allowed());
    assertFalse(validate(Ask.review("UPDATE", Ask.podWith(leaving, BAD), Ask.pod(APP))).allowed());
    assertFalse(validate(Ask.review("CREATE", Ask.podWith(leaving, BAD), "null")).allowed());
  }

  @Test
  void approvesByOwnerOnlyPinnedImagesThatItAdmittedItself() throws IOException, InterruptedException, MalformedJson {
    String pinned = Registry.pinned(APP);
    String owner = Ask.podWith("{\"uid\":\"rs-1\"}", pinned, "lab.example/app:v2");
    assertTrue(validate(Ask.review("owned", "CREATE", owner, "null", "")).allowed());
    String owned = "{\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"uid\":\"%s\",\"controller\":true}]}";
    Ask.Answer approved = ask("owned", owned.formatted("rs-1"), pinned);
    assertEquals("admitted with the owner", approved.audit("skipped"));
    assertEquals("", ask("owned", owned.formatted("rs-2"), pinned).audit("skipped"), "another owner");
    assertEquals("", ask("owned", owned.formatted("rs-1"), "lab.example/app:v2").audit("skipped"), "not pinned");
    assertEquals("", ask("shop", owned.formatted("rs-1"), pinned).audit("skipped"), "off by default");
    assertFalse(ask("owned", owned.formatted("rs-1"), BAD).allowed());
  }

  private static Ask.Answer ask(String namespace, String metadata, String image)
      throws IOException, InterruptedException, MalformedJson {
    return validate(Ask.review(namespace, "CREATE", Ask.podWith(metadata, image), "null", ""));
  }
}
