package dev.trustverifier.examples.cli;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.Inspection;
import dev.trustverifier.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What came of an inspection.
 *
 * @param subject the collection or tag, as it was typed
 * @param inspection of the collection
 * @param tag the tag asked for, if one was
 * @param ofTag the verdict on it; empty if none was asked for, or the collection is not sound
 */
record Finding(String subject, Inspection inspection, Optional<String> tag, Optional<Verdict> ofTag) {

  /** What is in the collection, if it is sound. */
  Optional<CollectionReport> report() {
    return inspection instanceof Inspection.Sound sound ? Optional.of(sound.report()) : Optional.empty();
  }

  /** Why there is no trust, as a verdict; empty if there is. */
  Optional<Verdict> doubt() {
    if (inspection instanceof Inspection.Refused refused) {
      return Optional.of(new Verdict.Rejected(refused.rejection()));
    }
    if (inspection instanceof Inspection.Undecided undecided) {
      return Optional.of(new Verdict.Undecided(undecided.outage()));
    }
    return ofTag.filter(verdict -> !(verdict instanceof Verdict.Trusted));
  }

  /** The rows that were asked for. */
  List<CollectionReport.Row> rows(CollectionReport report) {
    return report.rows().stream().filter(row -> tag.isEmpty() || tag.get().equals(row.name())).toList();
  }

  ExitCode exitCode() {
    return ExitCode.of(doubt().stream().toList());
  }
}
