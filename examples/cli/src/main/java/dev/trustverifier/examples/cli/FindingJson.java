package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.CollectionReport;
import dev.trustverifier.CollectionReport.Role;
import dev.trustverifier.CollectionReport.Row;
import dev.trustverifier.ExpiryWarning;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What came of an inspection as programs read it: docker's members, then ours. */
final class FindingJson {
  private final JsonGenerator json;
  private final Instant soon;

  private FindingJson(JsonGenerator json, Instant soon) {
    this.json = json;
    this.soon = soon;
  }

  static byte[] array(Finding finding, Instant soon) {
    return JsonText.array(json -> new FindingJson(json, soon).write(finding));
  }

  private void write(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("Name", finding.subject());
    Optional<CollectionReport> report = finding.report();
    if (report.isPresent()) {
      docker(DockerView.of(report.get(), finding.rows(report.get())));
    }
    verdict(finding);
    if (report.isPresent()) {
      targets(finding.rows(report.get()));
      roles(report.get().roles());
      skipped(report.get().setAside());
      warnings(report.get().expiringBefore(soon));
    }
    json.writeEndObject();
  }

  private void docker(DockerView view) throws IOException {
    json.writeArrayFieldStart("SignedTags");
    for (DockerView.Tag tag : view.tags()) {
      json.writeStartObject();
      json.writeStringField("SignedTag", tag.name());
      json.writeStringField("Digest", tag.digest().hex());
      JsonText.strings(json, "Signers", tag.signers());
      json.writeEndObject();
    }
    json.writeEndArray();
    signers("Signers", view.signers());
    signers("AdministrativeKeys", view.administrators());
  }

  private void signers(String name, List<DockerView.Signer> signers) throws IOException {
    json.writeArrayFieldStart(name);
    for (DockerView.Signer signer : signers) {
      json.writeStartObject();
      json.writeStringField("Name", signer.name());
      json.writeArrayFieldStart("Keys");
      for (KeyId key : signer.keys()) {
        json.writeStartObject();
        json.writeStringField("ID", key.hex());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void verdict(Finding finding) throws IOException {
    Optional<Verdict> verdict = finding.doubt().or(finding::ofTag);
    if (verdict.isPresent()) {
      VerdictJson.members(json, verdict.get());
    } else {
      json.writeStringField("verdict", VerdictWord.TRUSTED.label());
    }
  }

  private void targets(List<Row> rows) throws IOException {
    json.writeArrayFieldStart("targets");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("name", row.name());
      json.writeStringField("role", row.role().value());
      json.writeStringField("digest", row.digest().toString());
      json.writeNumberField("length", row.length());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void roles(List<Role> roles) throws IOException {
    json.writeArrayFieldStart("roles");
    for (Role role : roles) {
      json.writeStartObject();
      json.writeStringField("name", role.name().value());
      if (role.file().isPresent()) {
        TrustedImage.Link file = role.file().get();
        json.writeNumberField("version", file.version());
        json.writeStringField("expires", file.expires().toString());
        JsonText.strings(json, "signedBy", new TreeSet<>(role.signedBy()));
      }
      json.writeNumberField("threshold", role.threshold());
      JsonText.strings(json, "keyIds", role.keys().stream().map(CollectionReport.Key::id).toList());
      JsonText.strings(json, "paths", role.paths());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void warnings(List<ExpiryWarning> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (ExpiryWarning warning : warnings) {
      json.writeStartObject();
      json.writeStringField("role", warning.role().value());
      json.writeStringField("what", warning.certificate().isPresent() ? "certificate" : "file");
      if (warning.certificate().isPresent()) {
        json.writeStringField("keyId", warning.certificate().get().hex());
      }
      json.writeStringField("expires", warning.expires().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void skipped(Map<RoleName, Rejection> setAside) throws IOException {
    json.writeArrayFieldStart("skipped");
    for (Map.Entry<RoleName, Rejection> entry : setAside.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", entry.getKey().value());
      VerdictJson.rejection(json, entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
