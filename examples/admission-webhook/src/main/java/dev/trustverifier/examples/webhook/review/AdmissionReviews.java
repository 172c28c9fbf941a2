package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Deadline;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.gate.OwnerApprovals;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.settings.Demand;
import dev.trustverifier.examples.webhook.settings.Mode;
import dev.trustverifier.examples.webhook.settings.Scope;
import dev.trustverifier.examples.webhook.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers the API server's webhooks of {@code admission.k8s.io/v1}, validating or mutating. What cannot bring an image
 * to run that does not run already is admitted unasked: deletions, changes of objects that are being deleted, and
 * images that the object names already.
 */
public final class AdmissionReviews implements Handler {
  private final Purpose purpose;
  private final Gate gate;
  private final OwnerApprovals approvals;
  private final Reviewed.Listener listener;

  /** What a webhook may do. */
  public enum Purpose {
    /** Says yes or no. */
    VALIDATE("validate"),
    /** Writes the proven digest behind each tag. */
    MUTATE("mutate");

    private final String hook;

    Purpose(String hook) {
      this.hook = hook;
    }
  }

  /**
   * Answers by a gate.
   *
   * @param purpose what to answer
   * @param gate judges the images
   * @param approvals what was admitted before; one for both purposes
   * @param listener is told of every review
   */
  public AdmissionReviews(Purpose purpose, Gate gate, OwnerApprovals approvals, Reviewed.Listener listener) {
    this.purpose = Objects.requireNonNull(purpose);
    this.gate = Objects.requireNonNull(gate);
    this.approvals = Objects.requireNonNull(approvals);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public CompletionStage<WebhookResponse> handle(WebhookRequest request) {
    Hearing hearing = new Hearing(purpose.hook, listener);
    Deadline deadline = Timeout.deadline(request.query());
    return hearing.hold(() -> {
      AdmissionRequest review = AdmissionRequest.read(request.body(), purpose.hook);
      hearing.about(review.subject());
      String harmless = review.harmless();
      if (!harmless.isEmpty()) {
        return Hearing.done(plain(review, Decision.allowed(harmless)));
      }
      Set<String> images = review.object().images();
      Set<String> before = review.old().images();
      Set<String> fresh = images.stream().filter(image -> !before.contains(image)).collect(Collectors.toSet());
      List<String> owners = review.object().owners();
      return gate.with(policy -> review(policy, new Case(review, fresh, owners, deadline)));
    });
  }

  /** What there is to judge. */
  private record Case(AdmissionRequest review, Set<String> images, List<String> owners, Deadline deadline) {
    Subject subject() {
      return review.subject();
    }
  }

  private CompletionStage<Hearing.Finding> review(PolicyInForce policy, Case open) {
    Scope scope = policy.file().scope(open.subject().namespace());
    Settings settings = scope.settings();
    if (settings.mode() == Mode.OFF) {
      return Hearing.done(plain(open.review(), Decision.allowed("nobody looks at this namespace")));
    }
    Predicate<String> approved =
        image -> settings.asks(Demand.OWNER_APPROVAL)
            && open.owners().stream().anyMatch(owner -> approvals.covers(owner, image));
    List<String> images = open.images().stream().filter(approved.negate()).sorted().toList();
    if (images.isEmpty()) {
      boolean byOwner = !open.images().isEmpty();
      return Hearing.done(plain(open.review(), Decision.allowed(byOwner ? "admitted with the owner" : "no new image")));
    }
    return policy.judge(new PolicyInForce.Question(scope, images, open.subject().dryRun(), open.deadline()))
        .thenApply(Hearing.late(judged -> finding(open.review(), settings, judged)));
  }

  private static Hearing.Finding plain(AdmissionRequest review, Decision decision) {
    byte[] answer = new AdmissionAnswer(review.subject().uid(), decision, Optional.empty()).json();
    return new Hearing.Finding(decision, List.of(), WebhookResponse.json(answer));
  }

  private Hearing.Finding finding(AdmissionRequest review, Settings settings, Map<String, Judged> judged)
      throws MalformedJson {
    Settings asked = purpose == Purpose.MUTATE ? withoutDigests(settings) : settings;
    Optional<String> glass =
        settings.breakGlass().isPresent() ? review.object().annotation(settings.breakGlass().get()) : Optional.empty();
    Decision decision = Decision.on(asked, judged.values(), glass);
    Optional<byte[]> patch = Optional.empty();
    if (purpose == Purpose.MUTATE && decision.outcome().isAllowed()) {
      patch = new Pinning(review.object(), review.subresource().isEmpty()).patch(judged);
    }
    if (purpose == Purpose.VALIDATE && decision.outcome() == Outcome.ALLOWED && !review.subject().dryRun()) {
      remember(review, settings, judged);
    }
    byte[] answer = new AdmissionAnswer(review.subject().uid(), decision, patch).json();
    return new Hearing.Finding(decision, List.copyOf(judged.values()), WebhookResponse.json(answer));
  }

  /** Digests are what mutation brings: it cannot require them. */
  private static Settings withoutDigests(Settings settings) {
    Set<Demand> others =
        settings.demands().stream().filter(demand -> demand != Demand.REQUIRE_DIGEST).collect(Collectors.toSet());
    return new Settings(settings.mode(), settings.onUndecided(), others, settings.breakGlass());
  }

  private void remember(AdmissionRequest review, Settings settings, Map<String, Judged> judged) throws MalformedJson {
    if (!settings.asks(Demand.OWNER_APPROVAL)) {
      return;
    }
    String uid = review.object().uid();
    Set<String> pinned =
        review.object().images().stream()
            .filter(image -> isProven(judged.get(image)) || approvals.covers(uid, image))
            .collect(Collectors.toSet());
    approvals.approve(uid, pinned);
  }

  private static boolean isProven(@Nullable Judged image) {
    // A caveat ends some day, and what is remembered here does not.
    return image != null && image.verdict() instanceof Verdict.Trusted && image.caveats().isEmpty();
  }
}
