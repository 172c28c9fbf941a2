package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start, as a process; and the same classes as modules. */
class TrustverifyJarTest {
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = Path.of("target", "trustverify.jar").toString();
  private static final List<String> PROGRAM = List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", JAR);
  private static final String IMAGE = "lab.example/plain:v1";

  @TempDir private Path folder;
  private String password = "hunter2";

  private Run start(List<String> java, String... arguments) throws IOException, InterruptedException {
    return start(folder.resolve("out").toFile(), Run.with(java, arguments));
  }

  private Run start(File out, String... command) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    ProcessBuilder process = new ProcessBuilder(command).redirectOutput(out).redirectError(err.toFile());
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().put("LC_ALL", "C");
    process.environment().put("TRUSTVERIFY_DB_USER", "trust");
    process.environment().put("TRUSTVERIFY_DB_PASSWORD", password);
    int exit = process.start().waitFor();
    String printed = out.isFile() ? Files.readString(out.toPath(), StandardCharsets.UTF_8) : "";
    return new Run(exit, printed, Files.readString(err, StandardCharsets.UTF_8));
  }

  private Run jar(String... arguments) throws IOException, InterruptedException {
    return start(PROGRAM, arguments);
  }

  @Test
  void verifies() throws IOException, InterruptedException {
    String[] arguments = Run.with(Fixtures.verify(), "--json", IMAGE, "lab.example/plain:nope");
    Run run = jar(arguments);
    assertEquals(Run.of(arguments), run);
    assertEquals(1, run.exit());
    assertEquals(0, jar(Run.with(Fixtures.verify(), IMAGE)).exit());
  }

  @Test
  void inspectsInUtf8WhateverTheLocale() throws IOException, InterruptedException {
    for (String[] arguments : new String[][] {
        Run.with(Fixtures.inspect(), "--json", "lab.example/unicode"), Run.with(Fixtures.inspect(), "lab.example/unicode")}) {
      Run run = jar(arguments);
      assertEquals(Run.of(arguments), run);
      assertTrue(run.out().contains("日本語"), run.out());
    }
  }

  @Test
  void keepsItsMemoryBetweenRuns() throws IOException, InterruptedException {
    Path states = Fixtures.NOTARY.resolve("states/lab.example_removed");
    for (String[] step : new String[][] {{"01-with-gone", "0"}, {"02-without-gone", "0"}, {"01-with-gone", "1"}}) {
      List<String> command = Fixtures.command("verify", states.resolve(step[0]), Fixtures.NOW);
      Run run = jar(Run.with(command, "--trust-dir", folder.resolve("trust").toString(), "lab.example/removed:keep"));
      assertEquals(step[1], String.valueOf(run.exit()), run.out());
      assertEquals("", run.err());
    }
  }

  @Test
  void remembersInADatabaseByTheUsersDriverAndThePasswordOfTheEnvironment() throws IOException, InterruptedException {
    List<String> java = List.of(JAVA, "-cp", JAR + File.pathSeparator + h2(), Trustverify.class.getName());
    String[] database = {"--trust-db", "jdbc:h2:" + folder.resolve("trust"), "--namespace", "fleet"};
    Run run = start(java, Run.with(List.of(Run.with(Fixtures.verify(), database)), IMAGE));
    assertEquals(0, run.exit(), run::toString);
    Run listed = start(java, Run.with(List.of("memory", "list"), database));
    assertTrue(listed.out().contains("lab.example/plain"), listed::toString);
    password = "wrong";
    Run refused = start(java, Run.with(List.of("memory", "list"), database));
    assertEquals(3, refused.exit());
    assertTrue(refused.err().contains("SQLSTATE 28000"), refused.err());
  }

  private static String h2() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.matches(".*[\\\\/]h2-[^\\\\/]*jar")).findAny().orElseThrow();
  }

  @Test
  void saysWhatIsWrongInOneLineAndNoMore() throws IOException, InterruptedException {
    jar(Run.with(Fixtures.verify(), "--json", "Not/A/Reference")).assertMisused("not an image reference");
    jar("verify", "--source", "bundle:/no/such/folder", "--tofu", IMAGE).assertMisused("no such folder");
    jar().assertMisused("subcommand");
  }

  @Test
  void cannotBeReachedIsThree() throws IOException, InterruptedException {
    Run run = jar("verify", "--source", "notary:http://127.0.0.1:1", "--tofu", "--json", IMAGE);
    assertEquals(3, run.exit());
    assertEquals("unreachable", run.only().get("outage").get("type").text());
  }

  @Test
  void endsInTimeAndWithoutAStackTraceWhenAServerHangs() throws IOException, InterruptedException {
    try (Server server = Server.plain(Server.silence())) {
      long start = System.nanoTime();
      Run run = jar("verify", "--source", "notary:http://127.0.0.1:" + server.port(), "--tofu", "--timeout", "1", "--json", IMAGE);
      assertEquals(3, run.exit());
      assertEquals("timed-out", run.only().get("outage").get("type").text());
      assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }
  }

  @Test
  void knowsItsVersion() throws IOException, InterruptedException {
    Run run = jar("--version");
    assertEquals(0, run.exit());
    assertTrue(run.out().matches("trustverify [0-9].*\\n"), run.out());
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void anAnswerLostOnTheWayIsThree() throws IOException, InterruptedException {
    Run run = start(new File("/dev/full"), Run.with(PROGRAM, Run.with(Fixtures.verify(), IMAGE)));
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("could not be written"), run.err());
  }

  @Test
  void runsAsModulesToo() throws IOException, InterruptedException {
    String modules = Stream.concat(Stream.of("target/classes"), dependencies()).collect(Collectors.joining(File.pathSeparator));
    String main = "dev.trustverifier.examples.cli/dev.trustverifier.examples.cli.Trustverify";
    Run run = start(List.of(JAVA, "-p", modules, "-m", main), Run.with(Fixtures.verify(), "--json", IMAGE));
    assertEquals(Run.of(Run.with(Fixtures.verify(), "--json", IMAGE)), run);
  }

  private static Stream<String> dependencies() {
    String names = ".*(picocli|snakeyaml-engine|jackson-core|caffeine|bcprov|trustverifier-(api|impl|yaml)|[\\\\/](api|impl|yaml)[\\\\/]target[\\\\/]classes).*";
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(p -> p.matches(names));
  }
}
