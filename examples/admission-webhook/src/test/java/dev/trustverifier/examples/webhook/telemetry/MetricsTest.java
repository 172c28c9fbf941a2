package dev.trustverifier.examples.webhook.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.SpecRule;
import dev.trustverifier.examples.webhook.review.Decision;
import dev.trustverifier.examples.webhook.review.Outcome;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static Reviewed review(Outcome outcome, Duration took) {
    Subject subject = new Subject("validate", "u", "shop\"\n", "Pod", "x", "CREATE", false);
    return new Reviewed(subject, new Decision(outcome, "", List.of(), Map.of()), List.of(), took);
  }

  private static String text(Metrics metrics) {
    return new String(metrics.text(), StandardCharsets.UTF_8);
  }

  @Test
  void countsReviewsByHookAndOutcomeAndHowLongTheyTook() {
    Metrics metrics = new Metrics();
    metrics.reviewed(review(Outcome.ALLOWED, Duration.ofMillis(3)));
    metrics.reviewed(review(Outcome.ALLOWED, Duration.ofSeconds(20)));
    metrics.reviewed(review(Outcome.DENIED, Duration.ofNanos(1)));
    String text = text(metrics);
    assertTrue(text.contains("trustverifier_reviews_total{hook=\"validate\",outcome=\"allowed\"} 2\n"), text);
    assertTrue(text.contains("trustverifier_review_seconds_bucket{hook=\"validate\",le=\"0.0025\"} 1\n"), text);
    assertTrue(text.contains("trustverifier_review_seconds_bucket{hook=\"validate\",le=\"0.005\"} 2\n"), text);
    assertTrue(text.contains("trustverifier_review_seconds_bucket{hook=\"validate\",le=\"+Inf\"} 3\n"), text);
    assertTrue(text.contains("trustverifier_review_seconds_count{hook=\"validate\"} 3\n"), text);
  }

  @Test
  void showsWhatHasNotBeenYetSoThatTheFirstTimeIsAnIncrease() {
    String text = text(new Metrics());
    for (String hook : List.of("image-review", "validate", "mutate", "external-data")) {
      for (Outcome outcome : Outcome.values()) {
        String name = "trustverifier_reviews_total{hook=\"" + hook + "\",outcome=\"" + outcome.label() + "\"} 0\n";
        assertTrue(text.contains(name), name);
      }
    }
    for (SpecRule rule : SpecRule.values()) {
      String name = "trustverifier_images_total{verdict=\"rejected\",reason=\"" + rule.id() + "\"} 0\n";
      assertTrue(text.contains(name), name);
    }
    assertTrue(text.contains("trustverifier_images_total{verdict=\"undecided\",reason=\"timed-out\"} 0\n"), text);
    assertTrue(text.contains("trustverifier_refused_requests_total{status=\"403\"} 0\n"), text);
  }

  @Test
  void isTheFormatOfPrometheusAndHoldsNothingThatAskersWrite() {
    Metrics metrics = new Metrics();
    metrics.bySource("trustverifier_waiting_images", () -> Map.of("**", 3));
    metrics.reviewed(review(Outcome.WARNED, Duration.ZERO));
    Set<String> types = new HashSet<>();
    for (String line : text(metrics).split("\n")) {
      if (line.startsWith("# TYPE ")) {
        assertTrue(types.add(line.split(" ")[2]), line);
      } else {
        assertTrue(line.matches("[a-z_]+(\\{[a-z]+=\"[^\"\\\\]*\"(,[a-z]+=\"[^\"\\\\]*\")*})? [0-9.eE+-]+"), line);
      }
    }
    assertEquals(-1, text(metrics).indexOf("shop"));
  }
}
