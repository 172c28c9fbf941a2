package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  private static final String PLAIN = "lab.example/plain:v1";
  private static final String DIGEST = "sha256:02ea0df3b316c7f381f39961c0dab12bf0d72acf4e3a87cd6060b47b39ba2815";

  @Test
  void printsExactlyTheMembersOfATrustedImage() {
    Run run = Run.of(Run.with(Fixtures.verify(), "--json", PLAIN));
    assertEquals(
        "[{\"image\":\"lab.example/plain:v1\",\"verdict\":\"trusted\",\"digest\":\"" + DIGEST + "\",\"length\":1246,"
            + "\"pinnedReference\":\"lab.example/plain:v1@" + DIGEST + "\",\"role\":\"targets\",\"signers\":[\"targets\"],"
            + "\"keyIds\":[\"" + targetsKey() + "\"],\"expires\":\"2029-10-29T14:07:44.773071139Z\",\"caveats\":[]}]\n",
        run.out());
    assertEquals("", run.err());
    assertEquals(0, run.exit());
  }

  private static String targetsKey() {
    return Fixtures.collection("lab.example/plain").get("files").get("targets").get("signatures").elements().get(0)
        .get("keyid").text();
  }

  @Test
  void printsExactlyTheMembersOfARejection() {
    Run run = Run.of(Run.with(Fixtures.verify(), "--json", "lab.example/plain:nope", "lab.example/expired-targets:v1"));
    assertEquals(Set.of("image", "verdict", "rejection"), run.json().get(0).members().keySet());
    assertEquals(Set.of("type", "rule", "message"), run.json().get(0).get("rejection").members().keySet());
    JsonFile expired = run.json().get(1).get("rejection");
    assertEquals("Expired", expired.get("type").text());
    assertEquals("not-expired", expired.get("rule").text());
    assertEquals("targets", expired.get("role").text());
    assertEquals(1, run.exit());
  }

  @Test
  void answersInTheOrderOfTheArgumentsAndEachAsTyped() {
    String[] images = {"lab.example/plain", "lab.example/delegated:v3", "lab.example/plain:latest", "lab.example/plain"};
    Run run = Run.of(Run.with(Fixtures.verify(), Run.with(List.of("--json"), images)));
    assertEquals(List.of(images), run.json().stream().map(answer -> answer.get("image").text()).toList());
    assertEquals(0, run.exit());
    assertEquals(4, Run.of(Run.with(Fixtures.verify(), images)).out().lines().count());
  }

  @Test
  void completesNamesAsDockerDoes() {
    JsonFile answer = Run.of(Run.with(Fixtures.verify(), "--json", "alpine")).only();
    assertEquals("alpine", answer.get("image").text());
    assertTrue(answer.get("rejection").get("message").text().contains("docker.io/library/alpine"));
  }

  @Test
  void oneRejectedAmongTrustedOnesIsOne() {
    assertEquals(1, Run.of(Run.with(Fixtures.verify(), PLAIN, "lab.example/unknown:v1", PLAIN)).exit());
  }

  @Test
  void aRejectionCountsMoreThanAnOutage(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lab.example/odd/_trust/tuf/root.json"));
    List<String> here = Fixtures.command("verify", folder, Fixtures.NOW);
    assertEquals(3, Run.of(Run.with(here, "lab.example/odd:v1")).exit());
    assertEquals(1, Run.of(Run.with(here, "lab.example/odd:v1", "lab.example/unknown:v1")).exit());
  }

  @Test
  void aFolderInPlaceOfAFileIsAnOutage(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lab.example/odd/_trust/tuf/root.json"));
    Run run = Run.of(Run.with(Fixtures.command("verify", folder, Fixtures.NOW), "--json", "lab.example/odd:v1"));
    assertEquals(Set.of("image", "verdict", "outage"), run.only().members().keySet());
    assertEquals("undecided", run.only().get("verdict").text());
    assertEquals("io", run.only().get("outage").get("type").text());
    assertEquals(3, run.exit());
  }

  @Test
  void filesOf200MegabytesAreRejectedUnread(@TempDir Path folder) throws IOException {
    Path huge = Files.createDirectories(folder.resolve("lab.example/huge/_trust/tuf")).resolve("root.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(200L * 1024 * 1024);
    }
    Run run = Run.of(Run.with(Fixtures.command("verify", folder, Fixtures.NOW), "--json", "lab.example/huge:v1"));
    assertEquals("TooLarge", run.only().get("rejection").get("type").text());
    assertEquals(1, run.exit());
  }

  @Test
  void truncatedAndEmptyFilesAreRejected(@TempDir Path folder) throws IOException {
    byte[] root = Files.readAllBytes(Fixtures.NOTARY.resolve("lab.example/plain/_trust/tuf/root.json"));
    Path file = Files.createDirectories(folder.resolve("lab.example/plain/_trust/tuf")).resolve("root.json");
    for (int length : new int[] {0, 1, root.length / 2, root.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(root, length));
      Run run = Run.of(Run.with(Fixtures.command("verify", folder, Fixtures.NOW), "--json", PLAIN));
      assertEquals("Malformed", run.only().get("rejection").get("type").text());
      assertEquals(1, run.exit());
    }
  }

  @Test
  void readsDockersOwnTrustFolder() {
    Path docker = Fixtures.NOTARY.resolve("client-cache/docker");
    Run run = Run.of(Run.with(Fixtures.command("verify", docker, Fixtures.NOW), "--json", PLAIN));
    assertEquals(DIGEST, run.only().get("digest").text());
  }

  @Test
  void aTagWithAnotherDigestIsRejected() {
    Run right = Run.of(Run.with(Fixtures.verify(), PLAIN + "@" + DIGEST));
    assertEquals(0, right.exit());
    Run wrong = Run.of(Run.with(Fixtures.verify(), "--json", "lab.example/plain:latest@" + DIGEST));
    assertEquals("DigestMismatch", wrong.only().get("rejection").get("type").text());
    assertEquals(1, wrong.exit());
  }

  @Test
  void alignsItsLinesForPeople() {
    Run run = Run.of(Run.with(Fixtures.verify(), PLAIN, "lab.example/plain:no"));
    assertEquals(
        "trusted    lab.example/plain:v1  " + DIGEST + "\n"
            + "rejected   lab.example/plain:no  no signed tag no in targets/releases or targets [tag-listed]\n",
        run.out());
  }

  @Test
  void coloursOnlyForEyes() {
    assertFalse(Run.of(Run.with(Fixtures.verify(), PLAIN)).out().contains("\u001b"));
    assertFalse(Run.of(Terminal.Reader.PERSON, Run.with(Fixtures.verify(), PLAIN)).out().contains("\u001b"));
    Run seen = Run.of(Terminal.Reader.PERSON_SEEING_COLOURS, Run.with(Fixtures.verify(), PLAIN));
    assertTrue(seen.out().startsWith("\u001b[32mtrusted\u001b[0m    lab.example/plain:v1  sha256:"), seen.out());
    assertFalse(
        Run.of(Terminal.Reader.PERSON_SEEING_COLOURS, Run.with(Fixtures.verify(), "--json", PLAIN)).out().contains("\u001b"));
  }

  @Test
  void exitCodesFollowTheVerdicts() {
    Verdict exempt = new Verdict.Exempt("built here", "**");
    Verdict undecided = new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "fault"));
    assertEquals(0, ExitCode.of(List.of(exempt)).number());
    assertEquals(3, ExitCode.of(List.of(exempt, undecided)).number());
    assertEquals(0, ExitCode.of(List.of()).number());
  }

  @Test
  void writesExemptImagesAndInternalFaults() {
    byte[] json = VerdictJson.array(List.of(
        new VerifyCommand.Answer("a", new Verdict.Exempt("built here", "**")),
        new VerifyCommand.Answer("b", new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "fault")))));
    assertEquals(
        "[{\"image\":\"a\",\"verdict\":\"exempt\"},"
            + "{\"image\":\"b\",\"verdict\":\"undecided\",\"outage\":{\"type\":\"internal\",\"message\":\"fault\"}}]\n",
        new String(json, java.nio.charset.StandardCharsets.UTF_8));
  }
}
