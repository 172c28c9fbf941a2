package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken collections, each seen step by step with one folder of trust; what counts is the last step. */
class BadCollectionsTest {
  private static final JsonFile INDEX = JsonFile.read(Fixtures.BAD.resolve("index.json"));
  private static final String NOW = INDEX.get("written_at").text();
  /** Opinions differ; we take SHA-256 only. */
  private static final Set<String> PINS_NOTHING = Set.of("target-only-sha512");
  private static final Map<String, String> EXPECTED = new HashMap<>();

  @BeforeAll
  static void readExpectations() throws IOException {
    for (String line : Files.readAllLines(Fixtures.ALL.resolve("expected.tsv"))) {
      String[] cells = line.split("\t", 2);
      EXPECTED.put(cells[0], cells[1]);
    }
  }

  static Stream<Arguments> cases() {
    return INDEX.get("cases").elements().stream().map(broken -> Arguments.of(broken.get("name").text(), broken));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void doesWhatItShould(String name, JsonFile broken, @TempDir Path trust) {
    String gun = broken.get("gun").text();
    List<String> steps = broken.get("steps").texts();
    for (String step : steps.subList(0, steps.size() - 1)) {
      assertEquals(0, run("inspect", step, trust, gun).exit(), step);
    }
    String step = steps.get(steps.size() - 1);
    Run inspection = run("inspect", step, trust, gun);
    JsonFile finding = inspection.only();
    assertEquals(EXPECTED.get(name), outcome(finding), broken.get("about").text());
    assertEquals(outcome(finding).equals("sound") ? 0 : 1, inspection.exit());
    switch (broken.get("should").text()) {
      case "accept" -> assertAccepted(broken, finding);
      case "reject" -> assertEquals(1, inspection.exit(), inspection.out());
      default -> assertTrue(targets(finding).stream().noneMatch(forbidden(broken)::contains), inspection.out());
    }
    assertTagsFollow(broken, inspection.exit(), options(step, trust));
  }

  private static void assertAccepted(JsonFile broken, JsonFile finding) {
    List<JsonFile> results = broken.get("results").elements();
    assertEquals(
        DockerInspectTest.ofNotary(results.get(results.size() - 1).get("list")), DockerInspectTest.firstOfEachName(finding));
  }

  /** No tag is trusted in a refused collection, and no forbidden one in any. */
  private static void assertTagsFollow(JsonFile broken, int exit, List<String> options) {
    Set<String> forbidden = forbidden(broken);
    for (String tag : Stream.concat(Stream.of("v1"), forbidden.stream()).distinct().toList()) {
      if (tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
        Run run = Run.of(Run.with(List.of("verify"), Run.with(options, broken.get("gun").text() + ":" + tag)));
        JsonFile answer = run.only();
        boolean refused = exit == 1 || forbidden.contains(tag) || PINS_NOTHING.contains(broken.get("name").text());
        assertEquals(refused ? "rejected" : "trusted", answer.get("verdict").text(), run.out());
        assertEquals(refused ? 1 : 0, run.exit());
      }
    }
  }

  private static Run run(String command, String step, Path trust, String image) {
    return Run.of(Run.with(List.of(command), Run.with(options(step, trust), image)));
  }

  private static List<String> options(String step, Path trust) {
    return List.of("--json", "--source", "bundle:" + Fixtures.BAD.resolve(step), "--tofu", "--at", NOW, "--trust-dir",
        trust.toString());
  }

  private static Set<String> forbidden(JsonFile broken) {
    return broken.has("forbidden") ? Set.copyOf(broken.get("forbidden").texts()) : Set.of();
  }

  private static Set<String> targets(JsonFile finding) {
    return finding.get("targets").elements().stream().map(row -> row.get("name").text()).collect(Collectors.toSet());
  }

  /** As in {@code expected.tsv}. */
  private static String outcome(JsonFile finding) {
    if (!finding.has("rejection")) {
      return finding.get("verdict").text().equals("trusted") ? "sound" : "undecided";
    }
    JsonFile rejection = finding.get("rejection");
    String role = rejection.has("role") ? rejection.get("role").text() : "-";
    return rejection.get("type").text() + "\t" + rejection.get("rule").text() + "\t" + role;
  }
}
