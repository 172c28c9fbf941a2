package dev.trustverifier.examples.webhook.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.review.Decision;
import dev.trustverifier.examples.webhook.review.Outcome;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.Subject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLogTest {

  /** A review of images whose texts and reasons are long; the first of them is exempt. */
  private static Reviewed review(int images) {
    List<Judged> all = new ArrayList<>();
    all.add(new Judged("exempt", Optional.empty(), new Verdict.Exempt("a tool", "**")));
    for (int i = 1; i < images; i++) {
      String text = "\u00e9".repeat(100_000) + i;
      Rejection denied = new Rejection.Denied(SpecRule.POLICY_COVERS, Optional.empty(), text);
      all.add(new Judged(text, Optional.empty(), new Verdict.Rejected(denied)));
    }
    Subject subject = new Subject("validate", "u", "shop", "Pod", "x", "CREATE", false);
    return new Reviewed(subject, new Decision(Outcome.DENIED, "", List.of(), Map.of()), all, Duration.ZERO);
  }

  private static byte[] line(Reviewed review) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonLog(out, InstantSource.system()).reviewed(review);
    return out.toByteArray();
  }

  @Test
  void keepsALineShortAndSaysHowManyImagesItLeavesOut() throws MalformedJson {
    byte[] bytes = line(review(500));
    assertTrue(bytes.length < 64 * 1024, bytes.length + " bytes");
    JsonValue line = JsonDocument.read(bytes);
    assertEquals(20, line.get("images").elements().size());
    assertEquals("480", line.get("moreImages").toString());
    assertEquals("rejected", line.get("images").elements().get(0).get("verdict").requiredText());
  }

  @Test
  void showsEveryImageOfAnOrdinaryReview() throws MalformedJson {
    JsonValue line = JsonDocument.read(line(review(3)));
    assertEquals(3, line.get("images").elements().size());
    assertTrue(line.get("moreImages").isMissing());
  }
}
