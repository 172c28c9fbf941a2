package dev.trustverifier.examples.webhook.review;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.examples.webhook.json.JsonText;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The response of an AdmissionReview.
 *
 * @param uid of the request
 * @param decision how it ends
 * @param patch what to change, as a JSON Patch; empty if nothing
 */
record AdmissionAnswer(String uid, Decision decision, Optional<byte[]> patch) {

  byte[] json() {
    return JsonText.object(
        json -> {
          json.writeStringField("apiVersion", "admission.k8s.io/v1");
          json.writeStringField("kind", "AdmissionReview");
          json.writeObjectFieldStart("response");
          json.writeStringField("uid", uid);
          json.writeBooleanField("allowed", decision.outcome().isAllowed());
          if (!decision.outcome().isAllowed()) {
            writeStatus(json);
          }
          if (patch.isPresent()) { // Both or neither: the API server takes one alone for an error.
            json.writeStringField("patchType", "JSONPatch");
            json.writeStringField("patch", Base64.getEncoder().encodeToString(patch.get()));
          }
          writeWarnings(json);
          writeAudit(json, decision.audit());
          json.writeEndObject();
        });
  }

  private void writeStatus(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("status", "Failure");
    json.writeStringField("message", decision.reason());
    json.writeStringField("reason", "Forbidden");
    json.writeNumberField("code", 403);
    json.writeEndObject();
  }

  private void writeWarnings(JsonGenerator json) throws IOException {
    if (!decision.warnings().isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (String warning : decision.warnings()) {
        json.writeString(warning);
      }
      json.writeEndArray();
    }
  }

  static void writeAudit(JsonGenerator json, Map<String, String> audit) throws IOException {
    if (!audit.isEmpty()) {
      json.writeObjectFieldStart("auditAnnotations");
      for (Map.Entry<String, String> entry : new TreeMap<>(audit).entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
