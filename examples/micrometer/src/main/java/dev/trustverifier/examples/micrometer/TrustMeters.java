package dev.trustverifier.examples.micrometer;

import dev.trustverifier.Outage;
import dev.trustverifier.TrustListener;
import dev.trustverifier.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Objects;

/**
 * Counts and times what a verifier does.
 *
 * <pre>{@code
 * TufTrustVerifier.builder().listener(new TrustMeters(registry))…
 * }</pre>
 *
 * <p>The timers {@code trustverifier.verify} (tags {@code verdict} and {@code reason}: a rule's id, or what failed),
 * {@code trustverifier.refresh} ({@code result}) and {@code trustverifier.fetch} ({@code outcome}), the summary {@code
 * trustverifier.fetch.bytes}, and the counter {@code trustverifier.cache} ({@code use}). No tag names an image: there
 * may be very many. Safe for use by several threads.
 */
public final class TrustMeters implements TrustListener {
  private static final String NONE = "none";

  private final MeterRegistry registry;

  /**
   * Meters in a registry.
   *
   * @param registry where they are kept
   */
  public TrustMeters(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry);
  }

  @Override
  public void happened(Event event) {
    if (event instanceof Verified verified) {
      Verdict verdict = verified.verdict();
      Tags tags = Tags.of("verdict", label(verdict.getClass().getSimpleName()), "reason", reason(verdict));
      registry.timer("trustverifier.verify", tags).record(verified.took());
    } else if (event instanceof Refreshed refreshed) {
      registry.timer("trustverifier.refresh", "result", label(refreshed.result().name())).record(refreshed.took());
    } else if (event instanceof Fetched fetched) {
      registry.timer("trustverifier.fetch", "outcome", outcome(fetched)).record(fetched.took());
      fetched.bytes().ifPresent(bytes -> registry.summary("trustverifier.fetch.bytes").record(bytes));
    } else if (event instanceof Cached cached) {
      registry.counter("trustverifier.cache", "use", label(cached.use().name())).increment();
    }
  }

  private static String reason(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.rejection().rule().id();
    }
    return verdict instanceof Verdict.Undecided undecided ? undecided.outage().kind().label() : NONE;
  }

  private static String outcome(Fetched fetched) {
    return fetched.outage().map(Outage::kind).map(Outage.Kind::label)
        .orElse(fetched.bytes().isPresent() ? "found" : NONE);
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
