package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;

/**
 * The request of an AdmissionReview.
 *
 * @param subject what it is about
 * @param subresource the part of the object that is asked for; empty for the object
 * @param object the object as it is to be; missing where it is to be deleted
 * @param old the object as it is; missing where it is to be made
 */
record AdmissionRequest(Subject subject, String subresource, Workload object, Workload old) {
  private static final String VERSION = "admission.k8s.io/v1";

  static AdmissionRequest read(WebhookRequest sent, String hook) throws MalformedJson {
    JsonValue review = sent.read(Workload::isWanted);
    requireVersion(review, VERSION, "AdmissionReview");
    JsonValue request = review.get("request");
    Subject subject =
        new Subject(
            hook,
            request.get("uid").requiredText(),
            request.get("namespace").text().orElse(""),
            request.get("kind").get("kind").text().orElse(""),
            request.get("name").text().orElse(""),
            request.get("operation").requiredText(),
            request.get("dryRun").isTrue());
    if (!subject.uid().equals(request.get("uid").requiredText())) {
      throw new MalformedJson("request.uid", "is no uid");
    }
    return new AdmissionRequest(
        subject,
        request.get("subResource").text().orElse(""),
        new Workload(request.get("object")),
        new Workload(request.get("oldObject")));
  }

  static void requireVersion(JsonValue review, String version, String kind) throws MalformedJson {
    if (!review.get("apiVersion").requiredText().equals(version) || !review.get("kind").requiredText().equals(kind)) {
      throw new MalformedJson("this is not " + kind + " of " + version);
    }
  }

  /** The object as it is to be, without which nothing can be said of what may bring an image to run. */
  Workload requiredObject() throws MalformedJson {
    if (object.object().isMissing()) {
      throw new MalformedJson(object.object().path(), "is missing");
    }
    return object;
  }

  /** Why nothing in this request can bring an image to run that does not run already; empty if something might. */
  String harmless() throws MalformedJson {
    if (subject.operation().equals("DELETE") || subject.operation().equals("CONNECT")) {
      return "no image is run by " + subject.operation();
    }
    if (!subresource.isEmpty() && !subresource.equals("ephemeralcontainers")) {
      return "no image is in that subresource";
    }
    // Of the object as it was: as it is to be, whoever asks may have written anything.
    if (subject.operation().equals("UPDATE") && old.isBeingDeleted()) {
      return "the object is being deleted";
    }
    return "";
  }
}
