package dev.trustverifier.examples.webhook.telemetry;

import dev.trustverifier.Outage;
import dev.trustverifier.SpecRule;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.review.Outcome;
import dev.trustverifier.examples.webhook.review.Reviewed;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts, and shows the figures as Prometheus reads them. Labels hold nothing that whoever asks may choose, so there
 * are only so many of them. Safe for use by several threads.
 */
public final class Metrics implements Reviewed.Listener {
  private static final List<Integer> REFUSED = List.of(400, 403, 404, 405, 408, 413, 415, 503);

  private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Histogram> durations = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Supplier<? extends Number>> gauges = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Supplier<Map<String, Integer>>> tables = new ConcurrentHashMap<>();

  public Metrics() {
    gauge("trustverifier_heap_bytes", () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    gauge("trustverifier_uptime_seconds", () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    for (String what : new String[] {"policy", "certificate"}) {
      count("trustverifier_reloads_total", "what", what, "result", "kept-old", 0);
      count("trustverifier_reloads_total", "what", what, "result", "ok", 0);
    }
    registerReviews();
    registerImages();
    REFUSED.forEach(status -> refused(status, 0));
  }

  // What has not been yet stands there as 0: the increase from nothing to 1 is none to Prometheus, and no alert.
  private void registerReviews() {
    for (String hook : List.of("image-review", "validate", "mutate", "external-data")) {
      for (Outcome outcome : Outcome.values()) {
        count("trustverifier_reviews_total", "hook", hook, "outcome", outcome.label(), 0);
      }
      durations.put(hook, new Histogram());
    }
  }

  private void registerImages() {
    for (SpecRule rule : SpecRule.values()) {
      count("trustverifier_images_total", "verdict", "rejected", "reason", rule.id(), 0);
    }
    for (Outage.Kind kind : Outage.Kind.values()) {
      count("trustverifier_images_total", "verdict", "undecided", "reason", kind.label(), 0);
    }
    for (String caveat : List.of("", "outdated", "former-digest")) {
      count("trustverifier_images_total", "verdict", "trusted", "reason", caveat, 0);
    }
    count("trustverifier_images_total", "verdict", "exempt", "reason", "", 0);
  }

  /** Shows a figure that changes. */
  public void gauge(String name, Supplier<? extends Number> figure) {
    gauges.put(name, figure);
  }

  /** Shows figures that change, by the label {@code source}. */
  public void bySource(String name, Supplier<Map<String, Integer>> figures) {
    tables.put(name, figures);
  }

  /** Counts files taken into use, or not. */
  public void reloaded(String what, boolean ok) {
    count("trustverifier_reloads_total", "what", what, "result", ok ? "ok" : "kept-old", 1);
  }

  /** Counts a request that was refused before it was a review. */
  public void refused(int status) {
    refused(status, 1);
  }

  private void refused(int status, int by) {
    String key = "trustverifier_refused_requests_total{status=\"" + status + "\"}";
    counters.computeIfAbsent(key, any -> new LongAdder()).add(by);
  }

  @Override
  public void reviewed(Reviewed review) {
    String hook = review.subject().hook();
    count("trustverifier_reviews_total", "hook", hook, "outcome", review.decision().outcome().label(), 1);
    for (Judged image : review.images()) {
      count("trustverifier_images_total", "verdict", image.word(), "reason", image.reason(), 1);
    }
    durations.computeIfAbsent(hook, name -> new Histogram()).add(review.took());
  }

  private void count(String name, String label, String value, String label2, String value2, int by) {
    String key = name + "{" + label + "=\"" + value + "\"," + label2 + "=\"" + value2 + "\"}";
    counters.computeIfAbsent(key, any -> new LongAdder()).add(by);
  }

  /** All figures in the text format of Prometheus. */
  public byte[] text() {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (Map.Entry<String, LongAdder> counter : new TreeMap<>(counters).entrySet()) {
      String name = counter.getKey().substring(0, counter.getKey().indexOf('{'));
      if (!name.equals(last)) {
        text.append("# TYPE ").append(name).append(" counter\n");
      }
      last = name;
      text.append(counter.getKey()).append(' ').append(counter.getValue().sum()).append('\n');
    }
    text.append("# TYPE trustverifier_review_seconds histogram\n");
    new TreeMap<>(durations).forEach((hook, duration) -> duration.append("trustverifier_review_seconds", hook, text));
    new TreeMap<>(gauges).forEach((name, figure) ->
        text.append("# TYPE ").append(name).append(" gauge\n").append(name).append(' ').append(figure.get())
            .append('\n'));
    new TreeMap<>(tables).forEach((name, figures) -> {
      text.append("# TYPE ").append(name).append(" gauge\n");
      new TreeMap<>(figures.get()).forEach((source, figure) ->
          text.append(name).append("{source=\"").append(source).append("\"} ").append(figure).append('\n'));
    });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
