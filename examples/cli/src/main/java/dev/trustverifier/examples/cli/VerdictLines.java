package dev.trustverifier.examples.cli;

import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

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
        : trusted(verdict.orElseThrow());
  }

  private static String trusted(TrustedImage image) {
    return image.caveats().stream()
        .map(caveat -> GAP + "but " + caveat.message() + ", until " + caveat.until())
        .collect(Collectors.joining("", image.digest().toString(), ""));
  }
}
