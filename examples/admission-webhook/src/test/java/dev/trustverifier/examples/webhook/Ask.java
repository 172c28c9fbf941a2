package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reviews of the newer shapes, as text. */
final class Ask {
  static final String UID = "0f5b3f1c-0000-4000-8000-000000000001";

  private Ask() {}

  /** A review in the namespace {@code shop}; each part is JSON, and may be {@code null}. */
  static String review(String operation, String object, String old) {
    return review("shop", operation, object, old, "");
  }

  static String review(String namespace, String operation, String object, String old, String more) {
    return """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"%s","namespace":"%s",
         "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
         "operation":"%s","name":"","userInfo":{"username":"u","extra":{"a":["b"]}},"object":%s,"oldObject":%s,
         "dryRun":false,"fieldOfALaterServer":{"x":[1,2,{"y":null}]}%s}}"""
        .formatted(UID, namespace, operation, object, old, more);
  }

  /** A pod with these containers. */
  static String pod(String... images) {
    return "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":" + spec(images) + "}";
  }

  static String podWith(String metadata, String... images) {
    return "{\"kind\":\"Pod\",\"metadata\":" + metadata + ",\"spec\":" + spec(images) + "}";
  }

  static String spec(String... images) {
    StringBuilder containers = new StringBuilder();
    for (int i = 0; i < images.length; i++) {
      containers.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i).append("\",\"image\":\"")
          .append(images[i]).append("\"}");
    }
    return "{\"containers\":[" + containers + "]}";
  }

  static String imageReview(String namespace, String annotations, String... images) {
    StringBuilder containers = new StringBuilder();
    for (String image : images) {
      containers.append(containers.isEmpty() ? "" : ",").append("{\"image\":\"").append(image).append("\"}");
    }
    return "{\"apiVersion\":\"imagepolicy.k8s.io/v1alpha1\",\"kind\":\"ImageReview\",\"spec\":{\"containers\":["
        + containers + "],\"annotations\":" + annotations + ",\"namespace\":\"" + namespace + "\"}}";
  }

  /** Whether a review was admitted; on that path, with 10 s to answer. */
  static Answer of(Cluster cluster, String path, String review)
      throws IOException, InterruptedException, MalformedJson {
    return within("10s", cluster, path, review);
  }

  static Answer within(String timeout, Cluster cluster, String path, String review)
      throws IOException, InterruptedException, MalformedJson {
    JsonValue response = cluster.review(path + "?timeout=" + timeout, review);
    JsonValue answer = response.get("response").isMissing() ? response.get("status") : response.get("response");
    Optional<String> patch = answer.get("patch").text();
    Optional<String> only = answer.get("reason").text();
    String reason = answer.get("status").get("message").text().or(() -> only).orElse("");
    return new Answer(
        answer.get("allowed").isTrue(), reason,
        patch.map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
            .orElse(""),
        answer);
  }

  /** What was answered. */
  record Answer(boolean allowed, String reason, String patch, JsonValue whole) {
    String audit(String key) throws MalformedJson {
      return whole.get("auditAnnotations").get(key).text().orElse("");
    }

    String warnings() throws MalformedJson {
      return whole.get("warnings").elements().toString();
    }
  }
}
