package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A memory in a database, in place of one in a folder. */
class MemoryDatabaseTest {
  private static final Path STATES = Fixtures.NOTARY.resolve("states/lab.example_removed");
  private static final String GUN = "lab.example/removed";

  private String url = "";

  @BeforeEach
  void nameTheDatabase(TestInfo test) {
    url = "jdbc:h2:mem:" + test.getTestMethod().orElseThrow().getName() + ";DB_CLOSE_DELAY=-1";
  }

  private Run verify(String state, String namespace) {
    List<String> options = Fixtures.command("verify", STATES.resolve(state), Fixtures.NOW);
    return Run.of(Run.with(options, "--trust-db", url, "--namespace", namespace, "--json", GUN + ":keep"));
  }

  private Run memory(String... arguments) {
    List<String> database = List.of("--trust-db", url, "--namespace", "fleet");
    return Run.of(Run.with(List.of("memory"), Run.with(List.of(arguments), database.toArray(String[]::new))));
  }

  @Test
  void remembersWhatWasTrustedForWhoeverSharesTheNamespace() {
    assertEquals(0, verify("02-without-gone", "fleet").exit());
    assertEquals("RolledBack", verify("01-with-gone", "fleet").only().get("rejection").get("type").text());
    assertEquals(0, verify("01-with-gone", "other").exit());
  }

  @Test
  void listsShowsAndForgets() {
    assertEquals(0, verify("02-without-gone", "fleet").exit());
    assertEquals(0, verify("02-without-gone", "other").exit());
    assertEquals(GUN, memory("list", "--json").only().get("gun").text());
    assertEquals("fleet", memory("show", GUN, "--json").only().get("namespace").text());
    assertTrue(memory("show", GUN).out().startsWith(GUN + " (first-use), in fleet\n"));
    assertEquals("forgotten: " + GUN + " (first-use)\n", memory("forget", GUN).out());
    assertEquals(1, memory("forget", GUN).exit());
    assertEquals(0, verify("01-with-gone", "fleet").exit());
    assertEquals(1, verify("01-with-gone", "other").exit());
  }

  @Test
  void whatCannotBeAskedIsThree() {
    for (Run run : List.of(memory("list"), memory("show", GUN), memory("forget", GUN))) {
      assertEquals(3, run.exit());
      assertTrue((run.err() + run.out()).contains("the tables are missing"), run.err() + run.out());
    }
    url = "jdbc:h2:mem:nowhere;IFEXISTS=TRUE";
    Run run = verify("01-with-gone", "fleet");
    assertEquals("memory", run.only().get("outage").get("type").text());
    assertEquals(3, run.exit());
  }

  @Test
  void takesNoPasswordOnTheCommandLine() {
    url = "jdbc:postgresql://db.example/trust?user=trust&PASSWORD=hunter2";
    Run run = memory("list");
    run.assertMisused("TRUSTVERIFY_DB_PASSWORD");
    assertFalse(run.err().contains("hunter2"), run.err());
  }

  @Test
  void saysHowToBringTheDriver() {
    url = "jdbc:oracle:thin:@db.example";
    memory("list").assertMisused("java -cp trustverify.jar:DRIVER.jar " + Trustverify.class.getName());
    verify("01-with-gone", "fleet").assertMisused("no driver");
    url = "postgresql://db.example/trust";
    memory("list").assertMisused("jdbc:");
  }

  @Test
  void hasOnePlaceAndANamespaceInADatabase() {
    memory("list", "--trust-dir", "target").assertMisused("--trust-dir");
    Run.of("memory", "list", "--trust-db", url).assertMisused("--namespace");
    Run.of("memory", "list", "--namespace", "fleet").assertMisused("--trust-db");
    verify("01-with-gone", "not a namespace").assertMisused("not a namespace");
  }
}
