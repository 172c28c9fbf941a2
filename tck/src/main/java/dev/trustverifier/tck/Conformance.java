package dev.trustverifier.tck;

import dev.trustverifier.tck.repository.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What came of all cases, as a report.
 *
 * @param suite the name of the test class
 * @param outcomes in the order in which the cases were played
 * @param deviations those that were declared
 */
record Conformance(String suite, Map<Case, Outcome> outcomes, List<KnownDeviation> deviations) {

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("conformance.md"), markdown(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("conformance.json"), json() + "\n", StandardCharsets.UTF_8);
  }

  /** One line to show off with. */
  String badge() {
    long rules = outcomes.keySet().stream().map(Case::rule).distinct().count();
    return "TrustVerifier TCK: " + (count(Outcome.PASSED) + count(Outcome.REFUSES)) + " of " + outcomes.size()
        + " cases about " + rules + " rules, " + count(Outcome.REFUSES) + " by refusing what is not supported, "
        + count(Outcome.DEVIATES) + " known deviations, " + count(Outcome.FAILED) + " failures";
  }

  private long count(Outcome outcome) {
    return outcomes.values().stream().filter(outcome::equals).count();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder("# Conformance of " + suite + "\n\n**" + badge() + "**\n\n");
    deviations.forEach(deviation ->
        text.append("- deviates from `").append(deviation.rule().id()).append("` in ")
            .append(String.join(", ", new TreeSet<>(deviation.cases()))).append(": ").append(deviation.why())
            .append('\n'));
    text.append("\n| rule | case | result |\n|---|---|---|\n");
    outcomes.forEach((played, outcome) ->
        text.append("| ").append(played.rule().id()).append(" | ").append(played.name()).append(": ")
            .append(played.story().replace("|", "\\|")).append(" | ").append(outcome.label()).append(" |\n"));
    return text.toString();
  }

  private JsonObject json() {
    List<JsonObject> cases =
        outcomes.entrySet().stream()
            .map(played -> new JsonObject()
                .put("rule", played.getKey().rule().id())
                .put("case", played.getKey().name())
                .put("result", played.getValue().label()))
            .toList();
    return new JsonObject().put("suite", suite).put("badge", badge()).put("cases", cases);
  }
}
