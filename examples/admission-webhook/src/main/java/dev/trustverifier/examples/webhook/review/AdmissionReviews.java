package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Deadline;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.gate.OwnerApprovals;
import dev.trustverifier.examples.webhook.gate.OwnerApprovals.Owner;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.settings.Demand;
import dev.trustverifier.examples.webhook.settings.Mode;
import dev.trustverifier.examples.webhook.settings.Scope;
import dev.trustverifier.examples.webhook.settings.Settings;
import java.util.HashSet;
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
   * @param listener is told of every review
   */
  public AdmissionReviews(Purpose purpose, Gate gate, Reviewed.Listener listener) {
    this.purpose = Objects.requireNonNull(purpose);
    this.gate = Objects.requireNonNull(gate);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public CompletionStage<WebhookResponse> handle(WebhookRequest request) {
    Hearing hearing = new Hearing(purpose.hook, listener);
    Deadline deadline = Timeout.deadline(request);
    return hearing.hold(() -> {
      AdmissionRequest review = AdmissionRequest.read(request, purpose.hook);
      hearing.about(review.subject());
      String harmless = review.harmless();
      if (!harmless.isEmpty()) {
        return Hearing.done(plain(review, Decision.allowed(harmless)));
      }
      Set<String> before = review.old().images();
      Set<String> fresh = new HashSet<>(review.requiredObject().images());
      fresh.removeAll(before);
      Candidates candidates = new Candidates(fresh, review.object().owners());
      return gate.with(Hearing.late(policy -> review(policy, review, candidates, deadline)));
    });
  }

  /** What may have to be judged: images that the object did not name before, and the uids of whom it belongs to. */
  private record Candidates(Set<String> images, List<String> owners) {}

  private CompletionStage<Hearing.Finding> review(
      PolicyInForce policy, AdmissionRequest review, Candidates candidates, Deadline deadline) throws MalformedJson {
    String namespace = review.subject().namespace();
    Scope scope = policy.file().scope(namespace);
    Settings settings = scope.settings();
    if (settings.mode() == Mode.OFF) {
      return Hearing.done(plain(review, Decision.allowed("nobody looks at this namespace")));
    }
    Predicate<String> approved =
        image -> settings.asks(Demand.OWNER_APPROVAL) && candidates.owners().stream()
            .anyMatch(uid -> policy.approvals().covers(new Owner(namespace, uid), image));
    Set<String> byOwner = candidates.images().stream().filter(approved).collect(Collectors.toSet());
    List<String> images = candidates.images().stream().filter(image -> !byOwner.contains(image)).sorted().toList();
    Ruling ruling = new Ruling(policy, settings, byOwner);
    if (images.isEmpty()) {
      remember(review, ruling, Map.of());
      return Hearing.done(
          plain(review, Decision.allowed(byOwner.isEmpty() ? "no new image" : "admitted with the owner")));
    }
    if (images.size() > PolicyInForce.MOST_IMAGES) {
      return Hearing.done(plain(review, Decision.tooMany(settings, images.size(), glass(settings, review))));
    }
    return policy.judge(new PolicyInForce.Question(scope, images, review.subject().dryRun(), deadline))
        .thenApply(Hearing.late(judged -> finding(review, ruling, judged)));
  }

  /** By what it is decided, and which images an owner vouches for. */
  private record Ruling(PolicyInForce policy, Settings settings, Set<String> byOwner) {}

  private static Hearing.Finding plain(AdmissionRequest review, Decision decision) {
    byte[] answer = new AdmissionAnswer(review.subject().uid(), decision, Optional.empty()).json();
    return new Hearing.Finding(decision, List.of(), WebhookResponse.json(answer));
  }

  private Hearing.Finding finding(AdmissionRequest review, Ruling ruling, Map<String, Judged> judged)
      throws MalformedJson {
    Settings settings = ruling.settings();
    Settings asked = purpose == Purpose.MUTATE ? withoutDigests(settings) : settings;
    Decision decision = Decision.on(asked, judged.values(), glass(settings, review));
    Optional<byte[]> patch = Optional.empty();
    if (purpose == Purpose.MUTATE && decision.outcome().isAllowed()) {
      patch = new Pinning(review.object(), review.subresource().isEmpty()).patch(judged);
    }
    if (decision.outcome() == Outcome.ALLOWED) {
      remember(review, ruling, judged);
    }
    byte[] answer = new AdmissionAnswer(review.subject().uid(), decision, patch).json();
    return new Hearing.Finding(decision, List.copyOf(judged.values()), WebhookResponse.json(answer));
  }

  private static Optional<String> glass(Settings settings, AdmissionRequest review) throws MalformedJson {
    return settings.breakGlass().isPresent()
        ? review.object().annotation(settings.breakGlass().get())
        : Optional.empty();
  }

  /** Digests are what mutation brings: it cannot require them. */
  private static Settings withoutDigests(Settings settings) {
    Set<Demand> others =
        settings.demands().stream().filter(demand -> demand != Demand.REQUIRE_DIGEST).collect(Collectors.toSet());
    return new Settings(settings.mode(), settings.onUndecided(), others, settings.breakGlass());
  }

  /** What an owner vouches for, it vouches for in what belongs to it in turn: a Deployment in its ReplicaSet's pods. */
  private void remember(AdmissionRequest review, Ruling ruling, Map<String, Judged> judged) throws MalformedJson {
    boolean lasting = purpose == Purpose.VALIDATE && !review.subject().dryRun();
    if (!lasting || !ruling.settings().asks(Demand.OWNER_APPROVAL)) {
      return;
    }
    Owner self = new Owner(review.subject().namespace(), review.object().uid());
    OwnerApprovals approvals = ruling.policy().approvals();
    approvals.approve(
        self,
        review.object().images().stream()
            .filter(image ->
                ruling.byOwner().contains(image) || isProven(judged.get(image)) || approvals.covers(self, image))
            .toList());
  }

  private static boolean isProven(@Nullable Judged image) {
    // A caveat ends some day, and what is remembered here does not.
    return image != null && image.verdict() instanceof Verdict.Trusted && image.caveats().isEmpty();
  }
}
