package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --policy} and {@code --signer}. */
class PolicyOptionTest {
  private static final String PLAIN = "lab.example/plain:v1";
  private static final String BUNDLE = "bundle:" + Fixtures.NOTARY;

  @TempDir private Path folder;
  private Policies policies;

  @BeforeEach
  void begin() {
    policies = new Policies(folder);
  }

  private static Run run(String command, String policy, String... more) {
    return Run.of(Run.with(List.of(command, "--policy", policy, "--at", Fixtures.NOW), more));
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/plain:v1, trusted, 0", "lab.example/delegated:v1, trusted, 0", "lab.example/delegated:v3, rejected, 1",
    "lab.example/rotated:v4, rejected, 1", "registry.k8s.io/pause, exempt, 0", "lab.example/none:v1, rejected, 1",
    "evil.example/registry.k8s.io/pause, rejected, 1", "alpine, rejected, 1"})
  void verifiesByTheRuleForTheImageInJsonAndInYaml(String image, String verdict, int exit) {
    for (String policy : List.of(policies.full(), policies.yaml())) {
      Run run = run("verify", policy, "--json", image);
      assertEquals(verdict, run.only().get("verdict").text(), run.out());
      assertEquals(exit, run.exit());
    }
  }

  @Test
  void provesAMirrorByItsOriginalAndNamesTheMirror() {
    Run run = run("verify", policies.full(), "--json", "mirror.example/lab/plain:v1");
    assertTrue(run.only().get("pinnedReference").text().startsWith("mirror.example/lab/plain:v1@sha256:"), run.out());
  }

  @Test
  void inspectsByTheRuleForTheCollection() {
    assertEquals(0, run("inspect", policies.full(), "lab.example/plain").exit());
    assertEquals(1, run("inspect", policies.full(), "lab.example/rotated").exit());
  }

  @Test
  void asksTheSourceOfTheCommandLineInPlaceOfTheFiles() {
    String elsewhere = policies.write("elsewhere.json",
        "{\"rules\": [{\"images\": \"**\", \"pins\": \"trust-on-first-use\"}],"
        + " \"sources\": [{\"images\": \"**\", \"notary\": \"http://127.0.0.1:1\"}]}");
    assertEquals(3, run("verify", elsewhere, PLAIN).exit());
    assertEquals(0, run("verify", elsewhere, "--source", BUNDLE, PLAIN).exit());
    assertEquals(0, run("verify", policies.withoutSources(), "--source", BUNDLE, PLAIN).exit());
  }

  @Test
  void whereNoSourceIsNamedItSaysSoAndStillExempts() {
    Run run = run("verify", policies.withoutSources(), "registry.k8s.io/pause", PLAIN);
    assertEquals(3, run.exit());
    assertTrue(run.out().contains("no source for lab.example/plain"), run.out());
    assertEquals(0, run("verify", policies.withoutSources(), "registry.k8s.io/pause").exit());
  }

  @Test
  void aSourceThatCannotBeAskedHurtsOnlyTheImagesThatNeedIt() {
    String acr = policies.write("acr.json", "{\"rules\": [{\"images\": \"**\", \"pins\": \"trust-on-first-use\"}],"
        + Policies.SOURCE.replace("]", ", {\"images\": \"127.0.0.1:1/**\", \"acr\": \"127.0.0.1:1\"}]") + "}");
    assertEquals(0, run("verify", acr, PLAIN).exit());
    Run run = run("verify", acr, "127.0.0.1:1/x");
    assertEquals(3, run.exit());
    assertTrue(run.out().contains("no connection to 127.0.0.1"), run.out());
  }

  @Test
  void aPolicySaysAllByItself() {
    String policy = policies.full();
    run("verify", policy, "--tofu", PLAIN).assertMisused("--policy says all");
    run("verify", policy, "--pin", "cert:" + "0".repeat(64), PLAIN).assertMisused("--policy says all");
    run("verify", policy, "--signer", "alice", PLAIN).assertMisused("--policy says all");
    run("verify", policy, "--ca", Fixtures.NOTARY.resolve("pins/ca-leaf.crt").toString(), PLAIN).assertMisused("--ca");
  }

  @Test
  void aPolicyThatCannotBeUsedIsWrongUsage() {
    run("verify", policies.write("bad.json", "{\n \"rulez\": []}"), PLAIN)
        .assertMisused("bad.json: line 2 column 2: rulez: no such member");
    run("verify", policies.write("bad.yml", "rules:\n  - images: a.example/*\n    denny: x\n"), PLAIN)
        .assertMisused("bad.yml: line 3 column 5: rules[0].denny: no such member");
    run("verify", folder.resolve("none.yaml").toString(), PLAIN).assertMisused("no such file");
    run("verify", "", PLAIN).assertMisused("--policy");
  }

  @Test
  void everySignerMustHaveSigned() {
    String[] one = Run.with(Fixtures.verify(), "--json", "--signer", "alice");
    assertEquals(0, Run.of(Run.with(List.of(one), "lab.example/delegated:v1")).exit());
    Run missing = Run.of(Run.with(List.of(one), "--signer", "targets/bob", "lab.example/delegated:v1"));
    assertEquals("signers-met", missing.only().get("rejection").get("rule").text());
    assertEquals(1, missing.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Alice", "targets", "releases", "targets/releases", "a b"})
  void refusesWhatIsNoSigner(String name) {
    Run run = Run.of(Run.with(Fixtures.verify(), "--signer", name, PLAIN));
    run.assertMisused("");
    assertFalse(run.err().contains("internal"), run.err());
  }

  @Test
  void aPinnedFileThatIsNoRootIsCalledThat() {
    Run.of("verify", "--source", BUNDLE, "--pin", "root:pom.xml", PLAIN).assertMisused("no TUF root: pom.xml: ");
  }
}
