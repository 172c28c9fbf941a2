package dev.trustverifier.examples.webhook.telemetry;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long things took, by upper bounds. Safe for use by several threads. */
final class Histogram {
  private static final double[] BOUNDS =
      {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();

  Histogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    int i = 0;
    while (i < BOUNDS.length && seconds > BOUNDS[i]) {
      i++;
    }
    counts[i].increment();
    nanos.add(duration.toNanos());
  }

  void append(String name, String hook, StringBuilder text) {
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i].sum();
      String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
      text.append(name).append("_bucket{hook=\"").append(hook).append("\",le=\"").append(bound).append("\"} ")
          .append(below).append('\n');
    }
    text.append(name).append("_sum{hook=\"").append(hook).append("\"} ").append(nanos.sum() / 1e9).append('\n');
    text.append(name).append("_count{hook=\"").append(hook).append("\"} ").append(below).append('\n');
  }
}
