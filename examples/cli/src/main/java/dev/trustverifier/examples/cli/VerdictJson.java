package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.Caveat;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.io.IOException;
import java.util.List;

/** Verdicts as programs read them. */
final class VerdictJson {
  private VerdictJson() {}

  static byte[] array(List<VerifyCommand.Answer> answers) {
    return JsonText.array(json -> {
      for (VerifyCommand.Answer answer : answers) {
        json.writeStartObject();
        json.writeStringField("image", answer.image());
        members(json, answer.verdict());
        json.writeEndObject();
      }
    });
  }

  /** The members of an object that say what was decided. */
  static void members(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStringField("verdict", VerdictWord.of(verdict).label());
    if (verdict instanceof Verdict.Trusted trusted) {
      image(json, trusted.image());
    } else if (verdict instanceof Verdict.Rejected rejected) {
      json.writeObjectFieldStart("rejection");
      rejection(json, rejected.rejection());
      json.writeEndObject();
    } else if (verdict instanceof Verdict.Undecided undecided) {
      outage(json, undecided.outage());
    }
  }

  private static void image(JsonGenerator json, TrustedImage image) throws IOException {
    json.writeStringField("digest", image.digest().toString());
    json.writeNumberField("length", image.length());
    json.writeStringField("pinnedReference", image.pinnedReference());
    json.writeStringField("role", image.role().value());
    JsonText.strings(json, "signers", image.signers());
    JsonText.strings(json, "keyIds", image.keyIds());
    json.writeStringField("expires", image.expires().toString());
    json.writeArrayFieldStart("caveats");
    for (Caveat caveat : image.caveats()) {
      caveat(json, caveat);
    }
    json.writeEndArray();
  }

  private static void caveat(JsonGenerator json, Caveat caveat) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", caveat.getClass().getSimpleName());
    json.writeStringField("message", caveat.message());
    json.writeStringField("until", caveat.until().toString());
    if (caveat instanceof Caveat.Outdated outdated) {
      json.writeStringField("checked", outdated.checked().toString());
      outage(json, outdated.outage());
    } else if (caveat instanceof Caveat.FormerDigest former) {
      json.writeStringField("current", former.current().toString());
      json.writeStringField("lastListed", former.lastListed().toString());
    }
    json.writeEndObject();
  }

  /** The members of a rejection. */
  static void rejection(JsonGenerator json, Rejection rejection) throws IOException {
    json.writeStringField("type", rejection.type());
    json.writeStringField("rule", rejection.rule().id());
    if (rejection.role().isPresent()) {
      json.writeStringField("role", rejection.role().get().value());
    }
    json.writeStringField("message", rejection.message());
  }

  private static void outage(JsonGenerator json, Outage outage) throws IOException {
    json.writeObjectFieldStart("outage");
    json.writeStringField("type", outage.kind().label());
    json.writeStringField("message", outage.message());
    json.writeEndObject();
  }
}
