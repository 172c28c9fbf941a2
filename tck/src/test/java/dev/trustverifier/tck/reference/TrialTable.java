package dev.trustverifier.tck.reference;

import dev.trustverifier.Verdict;
import dev.trustverifier.tck.Case;
import dev.trustverifier.tck.KnownDeviation;
import dev.trustverifier.tck.Tampering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the reference answers to every case, as it is written down: in the order of the catalogue, and with a reason
 * wherever it is not what the contract asks for.
 *
 * @param rows by the names of their cases
 */
record TrialTable(Map<String, Row> rows) {
  static final Path RECORDED = Path.of("src/test/recorded/reference-on-trial.md");

  private static final Predicate<Case> ATTACK = played ->
      played.verdict() == Verdict.Rejected.class || played.verdict() == Verdict.Undecided.class;
  private static final Row MISSING = new Row("not played", "");

  /**
   * One answer.
   *
   * @param answer in words
   * @param why one line; empty where the answer is right
   */
  record Row(String answer, String why) {}

  static TrialTable recorded() throws IOException {
    Map<String, Row> rows = new HashMap<>();
    for (String line : Files.readAllLines(RECORDED)) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 7 && cells[1].startsWith("`")) {
        rows.put(cells[2], new Row(cells[3].replace("*", ""), cells[5]));
      }
    }
    return new TrialTable(rows);
  }

  /** Other answers, with the same reasons. */
  TrialTable with(Map<String, String> answers) {
    Map<String, Row> others = new HashMap<>();
    answers.forEach((name, answer) -> others.put(name, new Row(answer, rows.getOrDefault(name, MISSING).why())));
    return new TrialTable(others);
  }

  /** One for each case that the reference was asked about and answers otherwise than it should. */
  List<KnownDeviation> deviations() {
    return Tampering.catalogue().stream().filter(this::deviates)
        .map(played -> new KnownDeviation(played.rule(), Set.of(played.name()), row(played).why())).toList();
  }

  /** What the table shows, in one paragraph. */
  String summary() {
    long right = tried(ATTACK).filter(played -> !deviates(played)).count();
    return "Of " + tried(ATTACK).count() + " attacks that could be tried, the reference withstands " + right
        + ". It trusts what it must not in " + tried(ATTACK.and(answered("trusts"))).count() + ", crashes in "
        + tried(ATTACK.and(answered("the client crashed"))).count() + ", and refuses in "
        + tried(ATTACK.and(answered("refuses, "))).count() + " others with consequences: it trusts when asked again, or"
        + " refuses what is honest, too. Of " + tried(ATTACK.negate()).count() + " honest cases it refuses "
        + tried(ATTACK.negate().and(answered("refuses"))).count() + ". Another "
        + Tampering.catalogue().stream().filter(answered("not ")).count()
        + " cases need another clock, another memory, or rules that it does not know.";
  }

  private Stream<Case> tried(Predicate<Case> kind) {
    return Tampering.catalogue().stream().filter(kind.and(answered("not ").negate()));
  }

  private Predicate<Case> answered(String beginning) {
    return played -> row(played).answer().startsWith(beginning);
  }

  private boolean deviates(Case played) {
    return !List.of(Testimony.word(played), Testimony.NOT_SUPPORTED, MISSING.answer()).contains(row(played).answer());
  }

  private Row row(Case played) {
    return rows.getOrDefault(played.name(), MISSING);
  }

  String text() {
    StringBuilder text = new StringBuilder("# The reference on trial\n\n" + summary()
        + "\n\n| rule | case | reference | ours | why |\n|---|---|---|---|---|\n");
    for (Case played : Tampering.catalogue()) {
      String answer = row(played).answer();
      text.append("| `").append(played.rule().id()).append("` | ").append(played.name()).append(" | ")
          .append(deviates(played) ? "**" + answer + "**" : answer).append(" | ").append(Testimony.word(played))
          .append(" | ").append(deviates(played) ? row(played).why() : "").append(" |\n");
    }
    return text.toString();
  }
}
