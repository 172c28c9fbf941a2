package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Deadline;
import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.webhook.settings.Mode;
import dev.trustverifier.examples.webhook.settings.Scope;
import dev.trustverifier.examples.webhook.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers the API server's plugin ImagePolicyWebhook. It tells images, namespace and some annotations, and neither who
 * asks nor what for; nothing can be changed by the answer, so a tag that is admitted may be another image by the time
 * it is pulled, unless the namespace requires digests.
 */
public final class ImageReviews implements Handler {
  private static final String VERSION = "imagepolicy.k8s.io/v1alpha1";
  private static final String KIND = "ImageReview";
  private static final Set<String> WANTED =
      Set.of("apiVersion", "kind", "spec", "containers", "image", "annotations", "namespace");

  private final Gate gate;
  private final Reviewed.Listener listener;

  /**
   * Answers by a gate.
   *
   * @param gate judges the images
   * @param listener is told of every review
   */
  public ImageReviews(Gate gate, Reviewed.Listener listener) {
    this.gate = Objects.requireNonNull(gate);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public CompletionStage<WebhookResponse> handle(WebhookRequest request) {
    Hearing hearing = new Hearing("image-review", listener);
    Deadline deadline = Timeout.deadline(request);
    return hearing.hold(() -> {
      JsonValue review = request.read((parent, name) -> WANTED.contains(name) || parent.equals("annotations"));
      AdmissionRequest.requireVersion(review, VERSION, KIND);
      JsonValue spec = review.get("spec");
      if (spec.isMissing()) { // Its containers may be: the API server leaves out a list that is empty.
        throw new MalformedJson(spec.path(), "is missing");
      }
      Subject subject = new Subject(hearing.hook(), "", spec.get("namespace").text().orElse(""), "Pod", "", "", false);
      hearing.about(subject);
      List<String> images = images(spec);
      return gate.with(Hearing.late(policy -> review(policy, subject, images, new Rest(spec, deadline))));
    });
  }

  private record Rest(JsonValue spec, Deadline deadline) {}

  private static List<String> images(JsonValue spec) throws MalformedJson {
    Set<String> images = new LinkedHashSet<>();
    for (JsonValue container : spec.get("containers").elements()) {
      images.add(container.get("image").text().orElse(""));
    }
    return List.copyOf(images);
  }

  private static CompletionStage<Hearing.Finding> review(
      PolicyInForce policy, Subject subject, List<String> images, Rest rest) throws MalformedJson {
    Scope scope = policy.file().scope(subject.namespace());
    if (scope.settings().mode() == Mode.OFF) {
      return Hearing.done(finding(Decision.allowed("nobody looks at this namespace"), Map.of()));
    }
    Settings settings = scope.settings();
    if (images.size() > PolicyInForce.MOST_IMAGES) {
      Decision tooMany = Decision.tooMany(settings, images.size(), glass(settings, rest.spec()));
      return Hearing.done(finding(tooMany, Map.of()));
    }
    return policy.judge(new PolicyInForce.Question(scope, images, false, rest.deadline()))
        .thenApply(Hearing.late(judged ->
            finding(Decision.on(settings, judged.values(), glass(settings, rest.spec())), judged)));
  }

  private static Optional<String> glass(Settings settings, JsonValue spec) throws MalformedJson {
    if (settings.breakGlass().isEmpty()) {
      return Optional.empty();
    }
    return spec.get("annotations").get(settings.breakGlass().get()).text().filter(text -> !text.isBlank());
  }

  private static Hearing.Finding finding(Decision decision, Map<String, Judged> judged) {
    byte[] answer = JsonText.object(
        json -> {
          json.writeStringField("apiVersion", VERSION);
          json.writeStringField("kind", KIND);
          json.writeObjectFieldStart("status");
          json.writeBooleanField("allowed", decision.outcome().isAllowed());
          if (!decision.outcome().isAllowed()) {
            json.writeStringField("reason", decision.reason());
          }
          AdmissionAnswer.writeAudit(json, decision.audit());
          json.writeEndObject();
        });
    return new Hearing.Finding(decision, List.copyOf(judged.values()), WebhookResponse.json(answer));
  }
}
