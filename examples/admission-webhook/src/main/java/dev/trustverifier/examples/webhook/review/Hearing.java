package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One review, from its first byte to its answer: whatever goes wrong, there is one, and whoever listens is told. */
final class Hearing {
  private static final System.Logger LOG = System.getLogger(Hearing.class.getName());

  private final Reviewed.Listener listener;
  private final long began = System.nanoTime();
  private Subject subject;

  Hearing(String hook, Reviewed.Listener listener) {
    this.listener = listener;
    this.subject = new Subject(hook, "", "", "", "", "", false);
  }

  String hook() {
    return subject.hook();
  }

  /** What was found out, and how the answer reads if it is to be one of the protocol. */
  record Finding(Decision decision, List<Judged> images, WebhookResponse answer) {}

  /** Does the work of a review. */
  interface Work {
    CompletionStage<Finding> begin() throws MalformedJson;
  }

  /** Says what it is about, as soon as that is known. */
  void about(Subject known) {
    subject = known;
  }

  CompletionStage<WebhookResponse> hold(Work work) {
    try {
      return work.begin().handle((finding, fault) -> fault == null ? close(finding) : failed(fault));
    } catch (MalformedJson e) {
      return CompletableFuture.completedFuture(malformed(e));
    } catch (RuntimeException | Error e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private WebhookResponse close(Finding finding) {
    Decision decision = finding.decision();
    tell(decision, finding.images());
    return switch (decision.outcome()) {
      case UNANSWERED -> WebhookResponse.text(503, decision.reason());
      case FAULT -> WebhookResponse.text(500, decision.reason());
      default -> finding.answer();
    };
  }

  private WebhookResponse malformed(MalformedJson fault) {
    String reason = String.valueOf(fault.getMessage());
    tell(new Decision(Outcome.MALFORMED, reason, List.of(), Map.of()), List.of());
    return WebhookResponse.text(400, reason);
  }

  private WebhookResponse failed(Throwable fault) {
    Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof MalformedJson malformed) {
      return malformed(malformed);
    }
    if (cause instanceof WebhookRequest.Overload) {
      return overloaded();
    }
    LOG.log(System.Logger.Level.ERROR, () -> "fault in a review of " + subject, cause);
    tell(new Decision(Outcome.FAULT, "fault of the gate", List.of(), Map.of()), List.of());
    return WebhookResponse.text(500, "fault of the gate; its log says more");
  }

  private WebhookResponse overloaded() {
    String reason = "too much at once";
    tell(new Decision(Outcome.UNANSWERED, reason, List.of(), Map.of()), List.of());
    return WebhookResponse.text(503, reason);
  }

  private void tell(Decision decision, List<Judged> images) {
    try {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      listener.reviewed(new Reviewed(subject, decision, images, took));
    } catch (RuntimeException e) { // The answer does not depend on who hears of it.
      LOG.log(System.Logger.Level.ERROR, "a listener failed", e);
    }
  }

  /** For work that ends where it begins. */
  static CompletionStage<Finding> done(Finding finding) {
    return CompletableFuture.completedFuture(finding);
  }

  /** Wraps work that may find out late that what was sent is malformed. */
  static <A, B> Function<A, B> late(Step<A, B> step) {
    return given -> {
      try {
        return step.take(given);
      } catch (MalformedJson e) {
        throw new CompletionException(e);
      }
    };
  }

  /** A step that may find something malformed. */
  interface Step<A, B> {
    B take(A given) throws MalformedJson;
  }
}
