package dev.trustverifier.examples.cli;

import dev.trustverifier.Verdict;
import java.util.Collection;

/** What the process tells its caller. */
enum ExitCode {
  /** All are trusted, or exempt by policy. */
  TRUSTED(0),
  /** Something is rejected. */
  REJECTED(1),
  /** The command line is wrong; nobody was asked. */
  MISUSED(2),
  /** Nothing is rejected, something is undecided; or a fault of our own. */
  UNDECIDED(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ExitCode of(Collection<Verdict> verdicts) {
    if (verdicts.stream().anyMatch(Verdict.Rejected.class::isInstance)) {
      return REJECTED;
    }
    boolean good = verdicts.stream().allMatch(v -> v instanceof Verdict.Trusted || v instanceof Verdict.Exempt);
    return good ? TRUSTED : UNDECIDED;
  }
}
