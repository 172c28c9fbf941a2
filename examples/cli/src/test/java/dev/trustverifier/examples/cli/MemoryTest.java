package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  private static final Path STATES = Fixtures.NOTARY.resolve("states/lab.example_removed");
  private static final Path OLD = STATES.resolve("01-with-gone");
  private static final Path NEW = STATES.resolve("02-without-gone");
  private static final String IMAGE = "lab.example/removed:keep";

  @TempDir private Path trust;

  private Run run(String command, String source, String... images) {
    List<String> options =
        List.of(command, "--source", source, "--tofu", "--at", Fixtures.NOW, "--json", "--trust-dir", trust.toString());
    return Run.of(Run.with(options, images));
  }

  @Test
  void whatInspectSawVerifyRemembersAndTheOtherWayRound() {
    assertEquals(0, run("inspect", "bundle:" + NEW, "lab.example/removed").exit());
    Run verified = run("verify", "bundle:" + OLD, IMAGE);
    assertEquals("RolledBack", verified.only().get("rejection").get("type").text());
    assertEquals(1, verified.exit());
    assertEquals(1, run("inspect", "bundle:" + OLD, "lab.example/removed").exit());
    assertEquals(0, run("verify", "bundle:" + NEW, IMAGE).exit());
  }

  @Test
  void whatABundleShowedAServerCannotTakeBack() throws IOException {
    assertEquals(0, run("verify", "bundle:" + NEW, IMAGE).exit());
    try (Server server = Server.plain(Server.files(OLD, ""))) {
      Run run = run("verify", "notary:http://127.0.0.1:" + server.port(), IMAGE);
      assertEquals("RolledBack", run.only().get("rejection").get("type").text());
    }
  }

  @Test
  void withoutAFolderNothingIsRemembered() {
    assertEquals(0, Run.of(Run.with(Fixtures.command("verify", NEW, Fixtures.NOW), IMAGE)).exit());
    assertEquals(0, Run.of(Run.with(Fixtures.command("verify", OLD, Fixtures.NOW), IMAGE)).exit());
  }

  @Test
  void aMemoryThatCannotBeReadIsAnOutageAndNoFirstUse() throws IOException {
    assertEquals(0, run("verify", "bundle:" + NEW, IMAGE).exit());
    try (Stream<Path> files = Files.walk(trust)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        Files.writeString(file, "{");
      }
    }
    Run run = run("verify", "bundle:" + OLD, IMAGE);
    assertEquals(3, run.exit(), run.out());
    assertEquals("memory", run.only().get("outage").get("type").text());
  }

  @Test
  void severalTagsOfOneCollectionShareItsMemory() {
    String[] images = Stream.of("v1", "v2", "v3", "v4", "v1").map(tag -> "lab.example/rotated:" + tag).toArray(String[]::new);
    for (int i = 0; i < 20; i++) {
      Run run = run("verify", "bundle:" + Fixtures.NOTARY, images);
      assertEquals(0, run.exit(), run.out());
      assertTrue(run.json().stream().allMatch(answer -> answer.get("verdict").text().equals("trusted")));
    }
  }
}
