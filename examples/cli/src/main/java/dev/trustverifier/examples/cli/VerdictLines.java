package dev.trustverifier.examples.cli;

import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Verdicts as people read them: a line for each. */
final class VerdictLines {
  private static final String GAP = "  ";

  private VerdictLines() {}

  static byte[] of(List<VerifyCommand.Answer> answers, Terminal terminal) {
    int width = answers.stream().mapToInt(answer -> answer.image().length()).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    for (VerifyCommand.Answer answer : answers) {
      String padding = " ".repeat(width - answer.image().length());
      lines.append(line(answer.verdict(), answer.image() + padding, terminal)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String line(Verdict verdict, String image, Terminal terminal) {
    return VerdictWord.of(verdict).cell(terminal) + GAP + image + GAP + PlainText.of(reason(verdict));
  }

  static String reason(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      return rejection.message() + " [" + rejection.rule().id() + "]";
    }
    if (verdict instanceof Verdict.Undecided undecided) {
      Outage outage = undecided.outage();
      return outage.message() + " [" + outage.kind().label() + "]";
    }
    return verdict instanceof Verdict.Exempt exempt
        ? exempt.reason() + " [" + exempt.rule() + "]"
        : verdict.orElseThrow().digest().toString();
  }
}
