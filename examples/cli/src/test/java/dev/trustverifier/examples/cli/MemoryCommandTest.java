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

/** {@code memory list}, {@code show} and {@code forget}. */
class MemoryCommandTest {
  private static final String GUN = "lab.example/plain";

  @TempDir private Path trust;

  private Run memory(String... arguments) {
    return Run.of(Run.with(List.of("memory"), Run.with(List.of(arguments), "--trust-dir", trust.toString())));
  }

  private void remember(String... images) {
    String[] options = Run.with(Fixtures.verify(), "--trust-dir", trust.toString());
    assertEquals(0, Run.of(Run.with(List.of(options), images)).exit());
  }

  private void corrupt() throws IOException {
    try (Stream<Path> files = Files.walk(trust)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        Files.writeString(file, "{");
      }
    }
  }

  @Test
  void listsWhatIsRemembered() {
    remember(GUN + ":v1", "lab.example/delegated:v1");
    Run text = memory("list");
    assertEquals(0, text.exit());
    assertEquals(3, text.out().lines().count(), text.out());
    assertTrue(text.out().contains("lab.example/plain       first-use     version 1"), text.out());
    List<JsonFile> json = memory("list", "--json").json();
    assertEquals(List.of("lab.example/delegated", GUN), json.stream().map(e -> e.get("gun").text()).sorted().toList());
  }

  @Test
  void showsTheFloorsOfOneCollection() {
    remember(GUN + ":v1", "lab.example/delegated:v1");
    JsonFile shown = memory("show", GUN, "--json").only();
    List<String> roles = shown.get("roles").elements().stream().map(role -> role.get("name").text()).toList();
    assertEquals(List.of("root", "snapshot", "targets", "timestamp"), roles);
    Run text = memory("show", GUN);
    assertEquals(0, text.exit());
    assertTrue(text.out().startsWith(GUN + " (first-use), in " + trust), text.out());
    assertTrue(text.out().contains("\ntimestamp"), text.out());
  }

  @Test
  void forgetsForGoodAndKeepsARecord() throws IOException {
    remember(GUN + ":v1");
    Run forgotten = memory("forget", GUN);
    assertEquals(0, forgotten.exit());
    assertEquals("forgotten: lab.example/plain (first-use)\n", forgotten.out());
    assertTrue(Files.readString(trust.resolve("forgotten.log")).contains("forgot lab.example/plain (first-use)"));
    assertEquals(1, memory("list").out().lines().count());
    remember(GUN + ":v1");
    assertEquals("first-use", memory("forget", GUN, "--json").only().get("basis").text());
  }

  @Test
  void whatIsNotRememberedIsOne() {
    remember(GUN + ":v1");
    for (String command : List.of("show", "forget")) {
      Run run = memory(command, "lab.example/other");
      assertEquals(1, run.exit());
      assertEquals("trustverify: nothing is remembered of lab.example/other\n", run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void whatCannotBeReadIsThreeAndCanStillBeForgotten() throws IOException {
    remember(GUN + ":v1");
    corrupt();
    for (Run run : List.of(
        memory("list"), memory("show", GUN), memory("list", "--json"), memory("show", GUN, "--json"))) {
      assertEquals(3, run.exit());
      assertTrue(run.out().contains("corrupt"), run.out());
    }
    assertEquals(0, memory("forget", GUN).exit());
    assertEquals(0, memory("list").exit());
  }

  @Test
  void whatIsWrongWithTheCommandLineIsTwoAndNothingIsMade() {
    Run.of("memory").assertMisused("subcommand");
    Run.of("memory", "list").assertMisused("--trust-dir");
    memory("show").assertMisused("GUN");
    memory("forget", "alpine").assertMisused("full name");
    Path none = trust.resolve("none");
    Run.of("memory", "list", "--trust-dir", none.toString()).assertMisused("holds no trust memory");
    Run.of("memory", "forget", GUN, "--trust-dir", none.toString()).assertMisused("holds no trust memory");
    assertTrue(Files.notExists(none));
    for (String command : List.of("memory", "memory list", "memory show", "memory forget")) {
      assertEquals(0, Run.of((command + " --help").split(" ")).exit());
    }
  }
}
