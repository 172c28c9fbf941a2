package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDataTest {

  @Test
  void givesGatekeeperThePinnedReferenceOrTheReason(@TempDir Path folder)
      throws GeneralSecurityException, IOException, InterruptedException, MalformedJson {
    try (Cluster cluster = new Cluster(folder)) {
      cluster.registry.publish("lab.example/app", "v1");
      cluster.policy("");
      cluster.start();
      JsonValue answer = cluster.review("/external-data?timeout=30s", """
          {"apiVersion":"externaldata.gatekeeper.sh/v1beta1","kind":"ProviderRequest",
           "request":{"keys":["lab.example/app:v1","lab.example/app:no","B@d"]}}""");
      assertEquals("ProviderResponse", answer.get("kind").requiredText());
      assertTrue(answer.get("response").get("idempotent").isTrue());
      List<JsonValue> items = answer.get("response").get("items").elements();
      assertEquals(Registry.pinned("lab.example/app:v1"), items.get(0).get("value").requiredText());
      assertTrue(items.get(1).get("error").requiredText().startsWith("rejected: no signed tag no"));
      assertTrue(items.get(2).get("error").requiredText().startsWith("rejected: not an image reference"));
    }
  }
}
