package dev.trustverifier.examples.cli;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.ExpiryWarning;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of an inspection as people read it, much as {@code docker trust inspect --pretty}. */
final class FindingText {
  private static final int SHORT_ID = 12;

  private FindingText() {}

  static byte[] of(Finding finding, Instant soon, Terminal terminal) {
    StringBuilder text = new StringBuilder(headline(finding, terminal)).append('\n');
    finding.report().ifPresent(report -> text.append(body(finding, report)).append(warnings(report, soon)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String headline(Finding finding, Terminal terminal) {
    Optional<Verdict> verdict = finding.doubt().or(finding::ofTag);
    return verdict
        .map(known -> VerdictLines.line(known, finding.subject(), terminal))
        .orElseGet(() -> VerdictWord.TRUSTED.cell(terminal) + "  " + finding.subject());
  }

  private static String body(Finding finding, CollectionReport report) {
    DockerView view = DockerView.of(report, finding.rows(report));
    String subject = finding.subject();
    StringBuilder text = new StringBuilder();
    text.append(view.tags().isEmpty()
        ? "\nNo signatures for " + subject + "\n"
        : "\nSignatures for " + subject + "\n\n" + tags(view));
    if (!view.signers().isEmpty()) {
      text.append("\nList of signers and their keys for ").append(subject).append("\n\n").append(signers(view));
    }
    text.append("\nAdministrative keys for ").append(subject).append("\n\n").append(administrators(view));
    if (!report.setAside().isEmpty()) {
      text.append("\nRoles that were set aside\n\n").append(setAside(report.setAside()));
    }
    return text.toString();
  }

  private static String warnings(CollectionReport report, Instant soon) {
    Table table = new Table("ROLE", "WHAT", "EXPIRES");
    List<ExpiryWarning> warnings = report.expiringBefore(soon);
    for (ExpiryWarning warning : warnings) {
      table.add(
          warning.role().value(),
          warning.certificate().map(key -> "certificate " + key.hex().substring(0, SHORT_ID)).orElse("file"),
          warning.expires().toString());
    }
    return warnings.isEmpty() ? "" : "\nExpires within 30 days\n\n" + table;
  }

  private static Table tags(DockerView view) {
    Table table = new Table("SIGNED TAG", "DIGEST", "SIGNERS");
    for (DockerView.Tag tag : view.tags()) {
      table.add(tag.name(), tag.digest().hex(), String.join(", ", tag.signers()));
    }
    return table;
  }

  private static Table signers(DockerView view) {
    Table table = new Table("SIGNER", "KEYS");
    List<DockerView.Signer> ascending = new ArrayList<>(view.signers());
    Collections.reverse(ascending);
    for (DockerView.Signer signer : ascending) {
      table.add(
          signer.name(),
          signer.keys().stream().map(key -> key.hex().substring(0, SHORT_ID)).collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static Table administrators(DockerView view) {
    Table table = new Table("ADMINISTRATOR", "KEYS");
    for (DockerView.Signer administrator : view.administrators()) {
      table.add(
          administrator.name(), administrator.keys().stream().map(KeyId::hex).collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static Table setAside(Map<RoleName, Rejection> setAside) {
    Table table = new Table("ROLE", "WHY");
    setAside.forEach((role, why) -> table.add(role.value(), why.message() + " [" + why.rule().id() + "]"));
    return table;
  }
}
