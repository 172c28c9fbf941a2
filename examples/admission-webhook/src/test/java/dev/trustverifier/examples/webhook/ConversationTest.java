package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server asked over a few minutes, asked again over TLS; every answer is compared as a whole. */
class ConversationTest {
  @TempDir private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/delegated", "v1", "v2", "v3");
    cluster.registry.publish("lab.example/plain", "v1", "v1.1")
        .addTarget(RoleName.TARGETS, "one", Digest.parse("sha256:" + "1".repeat(64))).publish();
    cluster.registry.publish("lab.example/nested", "base");
    cluster.registry.publish("registry.test:5000/ops/tooling/agent", "stable");
    cluster.policyText(
        cluster.registry.rules() + "  - {images: docker.io/library/busybox, exempt: a tool of ours}\n"
            + cluster.registry.sources());
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static List<Fixture> fixtures() {
    return Fixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersAsWrittenDown(Fixture fixture) throws IOException, InterruptedException, MalformedJson {
    HttpResponse<String> response = cluster.post(fixture.path(), fixture.body());
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(Optional.of("application/json"), response.headers().firstValue("Content-Type"));
    Path written = Fixture.FOLDER.resolve("answers").resolve(fixture.name());
    JsonValue expected = JsonDocument.read(Files.readAllBytes(written));
    JsonValue answer = JsonDocument.read(response.body().getBytes(StandardCharsets.UTF_8));
    assertEquals(expected.get("answer").members(), answer.members(), response.body());
    Optional<String> patch = answer.get("response").get("patch").text();
    assertEquals(
        expected.get("patch").elements(), patch.isEmpty() ? List.of() : elements(patch.get()), response.body());
  }

  private static List<JsonValue> elements(String base64) throws MalformedJson {
    return JsonDocument.read(Base64.getDecoder().decode(base64)).elements();
  }
}
