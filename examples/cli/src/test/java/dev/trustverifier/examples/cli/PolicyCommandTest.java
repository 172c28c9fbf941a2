package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code policy check}, {@code explain} and {@code test}. */
class PolicyCommandTest {
  private static final String CASES = """
      [
        {"image": "lab.example/plain:v1", "verdict": "trusted"},
        {"image": "lab.example/delegated:v3", "verdict": "rejected", "rule": "signers-met"},
        {"image": "lab.example/rotated:v4", "verdict": "rejected", "rule": "policy-permits"},
        {"image": "registry.k8s.io/pause", "verdict": "exempt"},
        {"image": "evil.example/registry.k8s.io/pause", "verdict": "rejected", "rule": "policy-covers"}
      ]
      """;

  @TempDir private Path folder;
  private Policies policies;

  @BeforeEach
  void begin() {
    policies = new Policies(folder);
  }

  @Test
  void checkSaysThatAFileCanBeUsed() {
    for (String file : List.of(policies.full(), policies.yaml())) {
      Run run = Run.of("policy", "check", file);
      assertEquals(0, run.exit());
      assertTrue(run.out().matches("\\Q" + file + "\\E can be used; rules: [54], sources: 1\n"), run.out());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a.json|{\"rules\": [{\"images\": \"*\"}]}|line 1 column 13: rules[0].images: not an image pattern",
    "a.yaml|rules: [{images: '*'}]|line 1 column 10: rules[0].images: not an image pattern",
    "a.yaml|rules: [{images: a.example/b, deny: 12}]|line 1 column 31: rules[0].deny: this has to be a text",
    "a.yaml|rules: [{images: a.example/b, deny: x, deny: y}]|line 1 column 40: rules[0].deny: this member is given",
    "a.yaml|rules: [{images: a.example/b}, {images: &a x}]|rules[1].images: anchors and aliases are not taken",
    "a.yaml|rules: *x|rules: anchors and aliases are not taken",
    "a.yaml|rules: !!seq []|rules: tags are not taken",
    "a.yaml|rules: [|line 1 column 9: ",
    "a.yaml|{[a]: b}|a name has to be a text",
    "a.yaml|rules: ~|rules: this has to be a list",
    "a.yaml|rules: 1.5|rules: the number 1.5 is no plain integer",
    "a.yaml|# nothing|it is empty"})
  void checkSaysInOneLineWhatIsWrongAndWhere(String name, String content, String complaint) {
    Run run = Run.of("policy", "check", policies.write(name, content));
    assertEquals(1, run.exit());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("trustverify: " + folder.resolve(name) + ": line "), run.err());
    assertTrue(run.err().contains(complaint), run.err());
  }

  @Test
  void checkRefusesWhatNestsTooDeepOrIsTwoDocumentsOrIsNotThere() {
    for (String yaml : List.of("[".repeat(5000), "rules: []\n---\nrules: []\n", "rules: []\nsources: 1\n")) {
      Run run = Run.of("policy", "check", policies.write("a.yml", yaml));
      assertEquals(1, run.exit());
      assertTrue(run.err().startsWith("trustverify: " + folder.resolve("a.yml") + ": line "), run.err());
    }
    assertEquals(1, Run.of("policy", "check", folder.resolve("none").toString()).exit());
  }

  @Test
  void explainTellsTheRuleTheOthersAndTheSource() {
    Run run = Run.of("policy", "explain", policies.full(), "lab.example/delegated:v1");
    assertEquals(0, run.exit());
    List<String> lines = run.out().lines().toList();
    assertEquals(6, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith("lab.example/delegated: the rule for lab.example/delegated applies"), run.out());
    assertEquals("  lab.example/* matches too, and is less specific", lines.get(1));
    assertTrue(lines.contains("  registry.k8s.io/* does not match"), run.out());
    assertTrue(lines.get(5).startsWith("lab.example/delegated: the source for lab.example/** is asked: bundle:"),
        run.out());
  }

  @Test
  void explainAsksNobodyWhereNothingHasToBeProven() {
    Run exempt = Run.of("policy", "explain", policies.full(), "registry.k8s.io/pause");
    assertTrue(exempt.out().startsWith("registry.k8s.io/pause: the rule for registry.k8s.io/* applies: exempt:"),
        exempt.out());
    assertTrue(!exempt.out().contains("asked"), exempt.out());
    Run none = Run.of("policy", "explain", policies.full(), "alpine");
    assertTrue(none.out().startsWith("docker.io/library/alpine: no rule applies, so it is refused"), none.out());
    Run mirror = Run.of("policy", "explain", policies.full(), "mirror.example/lab/plain");
    assertTrue(mirror.out().contains("\nlab.example/plain: the source for lab.example/** is asked"), mirror.out());
    Run bare = Run.of("policy", "explain", policies.withoutSources(), "lab.example/plain");
    assertTrue(bare.out().endsWith("lab.example/plain: no source is named\n"), bare.out());
  }

  @Test
  void testIsZeroWhereAllIsAsExpected() {
    String cases = policies.write("cases.json", CASES);
    Run run = Run.of("policy", "test", policies.full(), cases, "--at", Fixtures.NOW);
    assertEquals(0, run.exit(), run.out());
    assertEquals(6, run.out().lines().count());
    assertTrue(run.out().lines().skip(1).allMatch(line -> line.startsWith("ok ")), run.out());
    Run json = Run.of("policy", "test", policies.full(), cases, "--at", Fixtures.NOW, "--json");
    assertTrue(json.json().stream().allMatch(answer -> answer.get("asExpected").value().equals(true)), json.out());
    assertEquals("signers-met", json.json().get(1).get("rejection").get("rule").text());
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/plain:v1, rejected,", "lab.example/plain:none, trusted,", "lab.example/plain:none, exempt,",
    "lab.example/plain:none, rejected, not-expired", "alpine, undecided,", "registry.k8s.io/pause, trusted,"})
  void testIsOneWhereSomethingIsOtherwise(String image, String verdict, String rule) {
    String cases = policies.write("cases.yaml", "- image: " + image + "\n  verdict: " + verdict + "\n"
        + (rule == null ? "" : "  rule: " + rule + "\n"));
    Run run = Run.of("policy", "test", policies.full(), cases, "--at", Fixtures.NOW);
    assertEquals(1, run.exit(), run.out());
    assertTrue(run.out().lines().toList().get(1).startsWith("WRONG "), run.out());
  }

  @Test
  void testKnowsOutagesToo() {
    String cases = policies.write("cases.yaml", "- {image: lab.example/plain, verdict: undecided}");
    assertEquals(0, Run.of("policy", "test", policies.withoutSources(), cases).exit());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "c.json|{}|line 1 column 1: this has to be a list", "c.json|[]|there is no case",
    "c.json|[1]|line 1 column 2: [0]: a case",
    "c.json|[{\"image\": \"a\"}]|line 1 column 2: [0]: the member verdict is missing",
    "c.json|[{\"image\": \"a\", \"verdict\": \"good\"}]|line 1 column 17: [0].verdict: a verdict is trusted",
    "c.json|[{\"image\": \"A\", \"verdict\": \"trusted\"}]|line 1 column 3: [0].image: not an image reference",
    "c.json|[{\"image\": 1, \"verdict\": \"trusted\"}]|line 1 column 3: [0].image: this has to be a text",
    "c.json|[{\"image\": \"a\", \"verdikt\": \"trusted\"}]|line 1 column 17: [0].verdikt: no such member",
    "c.json|[{\"image\": \"a\", \"image\": \"b\"}]|line 1 column 17: [0].image: this member is given twice",
    "c.json|[{\"image\": \"a\", \"verdict\": \"rejected\", \"rule\": \"x\"}]|line 1 column 40: [0].rule: there is no",
    "c.json|[{\"image\": \"a\", \"verdict\": \"trusted\", \"rule\": \"not-expired\"}]|[0].rule: only what is rejected",
    "c.json|[{\"image\": \"a\", \"verdict\": \"trusted\"}] x|line 1 column", "c.json|[|line 1 column",
    "c.yaml|- image: a|line 1 column 3: [0]: the member verdict is missing",
    "c.yaml|- {image: a, verdict: good}|line 1 column 14: [0].verdict: a verdict is"})
  void casesThatCannotBeReadAreWrongUsage(String name, String content, String complaint) {
    Run.of("policy", "test", policies.full(), policies.write(name, content)).assertMisused(name + ": " + "line ");
    Run.of("policy", "test", policies.full(), policies.write(name, content)).assertMisused(complaint);
  }

  @Test
  void whatIsWrongWithTheCommandLineIsTwo() {
    Run.of("policy").assertMisused("subcommand");
    Run.of("policy", "frobnicate").assertMisused("frobnicate");
    Run.of("policy", "check").assertMisused("FILE");
    Run.of("policy", "explain", policies.full()).assertMisused("IMAGE");
    Run.of("policy", "explain", policies.full(), "a b").assertMisused("not an image reference");
    Run.of("policy", "explain", folder.resolve("none").toString(), "a").assertMisused("no such file");
    Run.of("policy", "test", policies.full(), folder.resolve("none").toString()).assertMisused("no such file");
    Run.of("policy", "test", policies.full(), policies.write("c.json", CASES), "--tofu").assertMisused("--tofu");
    for (String command : List.of("policy", "policy check", "policy explain", "policy test")) {
      assertEquals(0, Run.of((command + " --help").split(" ")).exit());
    }
  }
}
