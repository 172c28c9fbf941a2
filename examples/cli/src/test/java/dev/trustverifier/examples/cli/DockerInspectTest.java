package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of the real {@code docker trust inspect}, and what the real {@code notary list} shows. */
class DockerInspectTest {
  private static final List<String> DOCKERS = List.of("Name", "SignedTags", "Signers", "AdministrativeKeys");

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersOfDocker")
  void printsWhatDockerPrints(String subject, String instant, JsonFile answer) {
    Run run = Run.of(Run.with(Fixtures.command("inspect", Fixtures.NOTARY, instant), "--json", subject));
    JsonFile ours = run.only();
    if (answer.get("exit").number() == 0) {
      assertEquals(0, run.exit(), run.out());
      JsonFile dockers = answer.get("stdout").elements().get(0);
      assertEquals(DOCKERS, List.copyOf(dockers.members().keySet()));
      assertEquals(DOCKERS, List.copyOf(ours.members().keySet()).subList(0, DOCKERS.size()));
      DOCKERS.forEach(member -> assertEquals(dockers.get(member), ours.get(member), member));
      assertEquals("trusted", ours.get("verdict").text());
    } else {
      assertEquals(1, run.exit(), run.out());
      assertEquals("rejected", ours.get("verdict").text());
      assertEquals("Expired", ours.get("rejection").get("type").text());
      assertFalse(ours.has("SignedTags"));
    }
  }

  static Stream<Arguments> answersOfDocker() {
    return Fixtures.INDEX.get("collections").members().keySet().stream().flatMap(gun -> {
      String instant = Fixtures.collection(gun).get("notary").get("now").get("clock").text();
      return Fixtures.collection(gun).get("docker").elements().stream()
          .filter(answer -> !answer.get("cmd").texts().contains("--pretty"))
          .map(answer -> Arguments.of(last(answer.get("cmd").texts()), instant, answer));
    });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("listsOfNotary")
  void showsEveryTargetThatNotaryLists(String gun, String clock, JsonFile list) {
    String instant = Fixtures.collection(gun).get("notary").get(clock).get("clock").text();
    Run run = Run.of(Run.with(Fixtures.command("inspect", Fixtures.NOTARY, instant), "--json", gun));
    assertEquals(list.get("exit").number(), run.exit(), run.out());
    if (list.has("row_count")) {
      assertEquals(list.get("row_count").number(), run.only().get("targets").elements().size());
      assertEquals(list.get("row_count").number(), run.only().get("SignedTags").elements().size());
    } else if (run.exit() == 0) {
      assertEquals(ofNotary(list), firstOfEachName(run.only()));
    }
  }

  static Stream<Arguments> listsOfNotary() {
    return Fixtures.INDEX.get("collections").members().keySet().stream().flatMap(gun -> {
      JsonFile clocks = Fixtures.collection(gun).get("notary");
      return clocks.members().keySet().stream().map(clock -> Arguments.of(gun, clock, list(clocks.get(clock))));
    });
  }

  private static JsonFile list(JsonFile clock) {
    return clock.get("answers").elements().stream()
        .filter(answer -> answer.get("cmd").texts().size() == 2 && answer.get("cmd").texts().get(0).equals("list"))
        .findFirst()
        .orElseThrow();
  }

  static Map<String, String> ofNotary(JsonFile list) {
    Map<String, String> rows = new TreeMap<>();
    for (JsonFile row : list.get("rows").elements()) {
      rows.put(row.get("name").text(), row.get("role").text() + " sha256:" + row.get("digest").text() + " "
          + row.get("size").number());
    }
    return rows;
  }

  static Map<String, String> firstOfEachName(JsonFile finding) {
    Map<String, String> rows = new TreeMap<>();
    for (JsonFile row : finding.get("targets").elements()) {
      String name = row.get("name").text();
      // Of a name with a line feed, the reference's table keeps the last line.
      rows.putIfAbsent(name.substring(name.lastIndexOf('\n') + 1), row.get("role").text() + " " + row.get("digest").text() + " "
          + row.get("length").number());
    }
    return rows;
  }

  @Test
  void ofATagShowsThatTagOnlyAndItsVerdict() {
    Run run = Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/delegated:v1"));
    JsonFile finding = run.only();
    assertEquals(0, run.exit());
    assertEquals("targets/releases", finding.get("role").text());
    assertEquals(List.of("targets/alice", "targets/releases"),
        finding.get("targets").elements().stream().map(row -> row.get("role").text()).sorted().toList());
  }

  @Test
  void ofATagThatOnlyASignerListsIsRejectedWithItsTargets() {
    Run run = Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/delegated:v2"));
    JsonFile finding = run.only();
    assertEquals(1, run.exit());
    assertEquals("NotListed", finding.get("rejection").get("type").text());
    assertEquals("tag-listed", finding.get("rejection").get("rule").text());
    assertEquals(List.of(), finding.get("SignedTags").elements());
    assertEquals(2, finding.get("Signers").elements().size());
    assertEquals(1, finding.get("targets").elements().size());
  }

  @Test
  void ofARepositoryDoesNotAskForLatest() {
    assertEquals(0, Run.of(Run.with(Fixtures.inspect(), "lab.example/delegated")).exit());
    assertEquals(1, Run.of(Run.with(Fixtures.inspect(), "lab.example/delegated:latest")).exit());
  }

  @Test
  void namesTheRolesThatAreSetAside() {
    JsonFile finding = Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/expired-delegation")).only();
    JsonFile skipped = finding.get("skipped").elements().get(0);
    assertEquals("targets/dave", skipped.get("name").text());
    assertEquals("Expired", skipped.get("type").text());
    assertEquals("not-expired", skipped.get("rule").text());
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }
}
