package dev.trustverifier.examples.webhook.telemetry;

import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.review.Reviewed;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
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
