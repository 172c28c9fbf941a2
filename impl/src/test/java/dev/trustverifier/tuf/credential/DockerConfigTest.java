package dev.trustverifier.tuf.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {
  private static final Deadline AMPLE = Deadline.after(Duration.ofMinutes(20));

  @TempDir
  private Path folder;

  private Offered offer(String config, String registry) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    return DockerConfig.in(folder).offer(registry, AMPLE);
  }

  private static void mustOffer(Credential expected, Offered offered) {
    assertEquals(new Offered.Found(expected), offered);
  }

  private static Outage mustFail(Offered offered) {
    Outage outage = assertInstanceOf(Offered.Failed.class, offered).outage();
    assertEquals(Outage.Kind.IO, outage.kind());
    assertFalse(outage.message().contains("hunter2"), outage.message());
    return outage;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      registry.example      | registry.example
      registry.example:5000 | registry.example:5000
      registry.example      | https://registry.example
      registry.example      | http://registry.example/v2/
      docker.io             | https://index.docker.io/v1/
      docker.io             | index.docker.io
      """)
  void findsARegistryByTheNamesThatDockerWrites(String registry, String key) throws IOException {
    String auths = "{\"auths\": {\"other.example\": {\"auth\": \"eDp5\"}, "
        + "\"" + key + "\": {\"auth\": \"dXNlcjpodW50ZXIyOng=\"}}}";
    mustOffer(Credential.password("user", "hunter2:x"), offer(auths, registry));
  }

  @Test
  void findsWhatIsWrittenInOtherWays() throws IOException {
    String config = "{\"auths\": {\"a.example\": {\"auth\": \"dTpw\", \"identitytoken\": \"t\"},"
        + "\"b.example\": {\"username\": \"u\", \"password\": \"p\"}, \"c.example\": {}}}";
    mustOffer(Credential.identityToken("t"), offer(config, "a.example"));
    mustOffer(Credential.password("u", "p"), offer(config, "b.example"));
    assertEquals(new Offered.Nothing(), offer(config, "c.example"));
    assertEquals(new Offered.Nothing(), offer(config, "d.example"));
    assertEquals(new Offered.Nothing(), offer(config, "a.example:5000"));
  }

  @Test
  void readsTheFileOfASecret() throws IOException {
    Path file = folder.resolve(".dockerconfigjson");
    Files.writeString(file, "{\"auths\":{\"a.example\":{\"auth\":\"dTpw\"}}}");
    mustOffer(Credential.password("u", "p"), DockerConfig.file(file).offer("a.example", AMPLE));
  }

  @Test
  void offersNothingWhereNobodyLoggedIn() {
    assertEquals(new Offered.Nothing(), DockerConfig.in(folder).offer("a.example", AMPLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "hunter2", "{\"auths\": {\"a.example\": {\"auth\": hunter2}}}",
    "{\"auths\": {\"a.example\": {\"auth\": \"hunter2!\"}}}",
    "{\"auths\": {\"a.example\": {\"auth\": \"aHVudGVyMg==\"}}}", "{\"credsStore\": \"../hunter2\"}",
    "{\"credHelpers\": {\"a.example\": \"-hunter2\"}}", "{\"credHelpers\": {\"a.example\": \"x y\"}}"})
  void failsWithoutRepeatingWhatItCannotRead(String config) throws IOException {
    mustFail(offer(config, "a.example"));
  }

  private Offered ask(String script, Deadline deadline) throws IOException {
    Path program = Files.writeString(folder.resolve("docker-credential-test"), "#!/bin/sh\n" + script);
    assertTrue(program.toFile().setExecutable(true));
    Files.writeString(folder.resolve("config.json"), """
        {"credHelpers": {"a.example": "test"}, "credsStore": "none", "auths": {"a.example": {"auth": "dTpw"}}}""");
    return DockerConfig.in(folder).helpersIn(folder).offer("a.example", deadline);
  }

  @Test
  void asksTheHelperOfARegistry() throws IOException {
    mustOffer(Credential.password("u of a.example get", "hunter2"), ask(
        "read server; "
            + "printf '{\"ServerURL\":\"%s\",\"Username\":\"u of %s\",\"Secret\":\"hunter2\"}' $server \"$server $1\"",
        AMPLE));
    mustOffer(Credential.identityToken("t"), ask("echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'", AMPLE));
  }

  @Test
  void takesAHelperAtItsWordThatThereIsNothing() throws IOException {
    assertEquals(new Offered.Nothing(), ask("echo credentials not found in native keychain; exit 1", AMPLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "echo hunter2; echo hunter2 >&2; exit 1", "echo hunter2", "exit 0", "echo '{\"Username\":\"hunter2\"}'",
    "echo '{\"Username\":\"hunter2:\",\"Secret\":\"hunter2\"}'",
    "while true; do echo hunter2hunter2hunter2hunter2; done"})
  void failsWithoutRepeatingWhatAHelperWrote(String script) throws IOException {
    mustFail(ask(script, AMPLE));
  }

  @Test
  void failsWhereTheHelperIsMissing() throws IOException {
    Outage outage = mustFail(offer("{\"credsStore\": \"no-such-helper\"}", "a.example"));
    assertTrue(outage.message().contains("is it installed"), outage.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 60", "sleep 60 & wait", "trap '' TERM; while true; do sleep 1; done"})
  void endsAHelperThatTakesTooLong(String script) throws IOException {
    Path pid = folder.resolve("pid");
    Duration patience = Duration.ofMillis(350);
    while (!Files.exists(pid) || Files.size(pid) == 0) { // It may not even have begun.
      patience = patience.multipliedBy(2);
      Offered offered = ask("echo $$ > " + pid + "; " + script, Deadline.after(patience));
      assertEquals(Outage.Kind.TIMED_OUT, assertInstanceOf(Offered.Failed.class, offered).outage().kind());
    }
    long number = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(number).ifPresent(left -> left.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  @Test
  void waitsForNoChildThatKeepsThePipeOpen() throws IOException {
    mustOffer(Credential.identityToken("t"), ask(
        "sleep 30 & echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'", Deadline.after(Duration.ofSeconds(25))));
  }

  @Test
  void leavesAnInterruptedThreadInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    Offered offered = ask("sleep 60", AMPLE);
    assertTrue(Thread.interrupted());
    assertEquals(Outage.Kind.INTERRUPTED, assertInstanceOf(Offered.Failed.class, offered).outage().kind());
  }

  @Test
  void readsVariables() {
    mustOffer(Credential.password("u", "p:q"), new EnvironmentVariable("X", name -> "u:p:q").offer("a.example", AMPLE));
    mustOffer(Credential.identityToken("t"), new EnvironmentVariable("X", name -> "t").offer("a.example", AMPLE));
    mustFail(new EnvironmentVariable("X", name -> null).offer("a.example", AMPLE));
    mustFail(new EnvironmentVariable("X", name -> ":hunter2").offer("a.example", AMPLE));
  }

  @Test
  void showsNoSecret() {
    String shown = new Offered.Found(Credential.password("u", "hunter2")) + " " + Credential.identityToken("hunter2")
        + Credentials.of(Credential.identityToken("hunter2"));
    assertFalse(shown.contains("hunter2"), shown);
  }
}
