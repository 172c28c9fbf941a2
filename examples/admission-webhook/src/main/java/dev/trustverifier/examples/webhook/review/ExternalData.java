package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Deadline;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Gate;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers Gatekeeper as a provider of external data: for each image its pinned reference, or why there is none. What to
 * do about it is Gatekeeper's decision, and no namespace is told, so only the rules for all namespaces count here, and
 * no mode.
 */
public final class ExternalData implements Handler {
  private static final String VERSION = "externaldata.gatekeeper.sh/v1beta1";
  private static final Set<String> WANTED = Set.of("apiVersion", "kind", "request", "keys");

  private final Gate gate;
  private final Reviewed.Listener listener;

  /**
   * Answers by a gate.
   *
   * @param gate judges the images
   * @param listener is told of every request
   */
  public ExternalData(Gate gate, Reviewed.Listener listener) {
    this.gate = Objects.requireNonNull(gate);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public CompletionStage<WebhookResponse> handle(WebhookRequest request) {
    Hearing hearing = new Hearing("external-data", listener);
    Deadline deadline = Timeout.deadline(request);
    return hearing.hold(() -> {
      JsonValue asked = request.read((parent, name) -> WANTED.contains(name));
      AdmissionRequest.requireVersion(asked, VERSION, "ProviderRequest");
      Set<String> images = new LinkedHashSet<>();
      for (JsonValue key : asked.get("request").get("keys").elements()) {
        images.add(key.requiredText());
      }
      if (images.size() > PolicyInForce.MOST_IMAGES) {
        return Hearing.done(tooMany(images.size()));
      }
      return gate.with(policy ->
          policy.judge(
                  new PolicyInForce.Question(policy.file().everywhere(), List.copyOf(images), false, deadline))
              .thenApply(judged -> finding(images, judged)));
    });
  }

  private static Hearing.Finding tooMany(int images) {
    Decision denied = Decision.tooMany(Settings.STRICT, images, Optional.empty());
    byte[] answer = JsonText.object(
        json -> {
          json.writeStringField("apiVersion", VERSION);
          json.writeStringField("kind", "ProviderResponse");
          json.writeObjectFieldStart("response");
          json.writeStringField("systemError", denied.reason());
          json.writeEndObject();
        });
    return new Hearing.Finding(denied, List.of(), WebhookResponse.json(answer));
  }

  private static Hearing.Finding finding(Set<String> images, Map<String, Judged> judged) {
    byte[] answer = JsonText.object(
        json -> {
          json.writeStringField("apiVersion", VERSION);
          json.writeStringField("kind", "ProviderResponse");
          json.writeObjectFieldStart("response");
          json.writeBooleanField("idempotent", true);
          json.writeArrayFieldStart("items");
          for (String image : images) {
            Judged verdict = Objects.requireNonNull(judged.get(image));
            json.writeStartObject();
            json.writeStringField("key", image);
            if (verdict.isAdmissible()) {
              json.writeStringField("value", value(verdict));
            } else {
              json.writeStringField("error", verdict.verdict().message());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    return new Hearing.Finding(Decision.allowed(""), List.copyOf(judged.values()), WebhookResponse.json(answer));
  }

  private static String value(Judged image) {
    return image.verdict() instanceof Verdict.Trusted trusted ? trusted.image().pinnedReference() : image.image();
  }
}
