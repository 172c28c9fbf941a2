package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command line is said in one line on standard error, and nobody is asked. */
class UsageTest {
  private static final String IMAGE = "lab.example/plain:v1";
  private static final String BUNDLE = "bundle:" + Fixtures.NOTARY;
  private static final String SERVER = "notary:https://notary.example";
  private static final String ROOT = Fixtures.NOTARY.resolve("lab.example/plain/_trust/tuf/root.json").toString();
  private static final String CA = Fixtures.NOTARY.resolve("pins/ca-leaf.crt").toString();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("Missing required subcommand", List.of()),
        Arguments.of("frobnicate", List.of("frobnicate")),
        Arguments.of("--frob", List.of("verify", "--source", BUNDLE, "--tofu", "--frob", IMAGE)),
        Arguments.of("--source", List.of("verify", "--tofu", IMAGE)),
        Arguments.of("IMAGE", List.of("verify", "--source", BUNDLE, "--tofu")),
        Arguments.of("REPOSITORY", List.of("inspect", "--source", BUNDLE, "--tofu")),
        Arguments.of("lab.example/b", List.of("inspect", "--source", BUNDLE, "--tofu", "lab.example/a", "lab.example/b")),
        Arguments.of("no digest", List.of("inspect", "--source", BUNDLE, "--tofu", IMAGE + "@sha256:" + "0".repeat(64))),
        Arguments.of("--tofu or --pin", List.of("verify", "--source", BUNDLE, IMAGE)),
        Arguments.of("exclude", List.of("verify", "--source", BUNDLE, "--tofu", "--pin", "root:" + ROOT, IMAGE)),
        Arguments.of("one kind",
            List.of("verify", "--source", BUNDLE, "--pin", "ca:" + CA, "--pin", "root:" + ROOT, IMAGE)),
        Arguments.of("only", List.of("verify", "--source", BUNDLE, "--ca", CA, "--tofu", IMAGE)),
        Arguments.of("only", List.of("verify", "--source", BUNDLE, "--docker-config", ".", "--tofu", IMAGE)),
        Arguments.of("only", List.of("verify", "--source", BUNDLE, "--certs", ".", "--tofu", IMAGE)),
        Arguments.of("need each other", List.of("verify", "--source", SERVER, "--tofu", "--user", "u", IMAGE)),
        Arguments.of("need each other", List.of("verify", "--source", SERVER, "--tofu", "--password-stdin", IMAGE)),
        Arguments.of("a secret is empty",
            List.of("verify", "--source", SERVER, "--tofu", "--user", "u", "--password-stdin", IMAGE)),
        Arguments.of("exclude", List.of("verify", "--source", SERVER, "--tofu", "--docker-config", ".",
            "--user", "u", "--password-stdin", IMAGE)),
        Arguments.of("by its host alone", List.of("verify", "--source", "acr:https://a.azurecr.io", "--tofu", IMAGE)),
        Arguments.of("gives out its tokens itself",
            List.of("verify", "--source", "acr:a.azurecr.io", "--tofu", "--token-host", "auth.example", IMAGE)),
        Arguments.of("--ca: ", List.of("verify", "--source", "acr:a.azurecr.io", "--tofu", "--ca", ROOT, IMAGE)),
        Arguments.of("a host is named",
            List.of("verify", "--source", SERVER, "--tofu", "--token-host", "https://auth.example", IMAGE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String what, List<String> arguments) {
    Run.of(arguments.toArray(String[]::new)).assertMisused(what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lower/CASE", "a b", "x:", "x:!", "x@sha256:12", "http://x/y", "a//b", "x:y:z", "@x", "bell\u0007\n"})
  void oneBadReferenceKeepsAllOthersFromBeingVerified(String bad) {
    for (String[] images : new String[][] {{bad}, {IMAGE, bad}, {bad, IMAGE}}) {
      Run.of(Run.with(Fixtures.verify(), Run.with(List.of("--json"), images))).assertMisused("not an image reference");
    }
    Run.of(Run.with(Fixtures.inspect(), bad)).assertMisused("not an image reference");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "x", "plain", "bundle:", "bundle:/no/such/folder", "bundle:pom.xml", "bundle:\0", "notary:", "notary:x", "notary:://",
    "notary:http://example.com", "notary:http://127.0.0.1.example.com", "notary:http://[::2]", "notary:ftp://localhost",
    "notary:https://", "notary:https://a b", "notary:https://user:secret@host", "notary:https://user:secret@ho st",
    "notary:https://host?q=secret", "notary:https://host:0", "notary:https://host:99999", "NOTARY:https://host"})
  void refusesWhatIsNoSource(String source) {
    Run run = Run.of("verify", "--source", source, "--tofu", "--json", IMAGE);
    run.assertMisused("--source");
    assertFalse(run.err().contains("secret"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-11-22", "2026-11-22T14:00:00", "2026-13-01T00:00:00Z", "1e9", "+1000000000-12-31T23:59:59Z",
    "-0001-01-01T00:00:00Z"})
  void refusesWhatIsNoInstant(String instant) {
    Run.of("verify", "--source", BUNDLE, "--tofu", "--at", instant, IMAGE).assertMisused("not an instant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.0", "-1", "1e3", "NaN", "1,5", "x", ".5", "9999999999", "0.0000000001", "٣"})
  void refusesWhatIsNoTimeout(String seconds) {
    Run.of("verify", "--source", BUNDLE, "--tofu", "--timeout=" + seconds, IMAGE).assertMisused("not a positive number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0030", "2.5", "999999999"})
  void takesSecondsWithOrWithoutAFraction(String seconds) {
    assertEquals(0, Run.of(Run.with(Fixtures.verify(), "--timeout", seconds, IMAGE)).exit());
  }

  @Test
  void instantsMayHaveAnOffset() {
    assertEquals(0, Run.of(Run.with(Fixtures.command("verify", Fixtures.NOTARY, "2026-11-22T16:07:51+02:00"), IMAGE)).exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root:", "ca:", "cert:", "", "x", "tofu:", "root", "cert:xyz", "cert:00", "root:/no/such/file", "ca:/no/such/file",
    "root:.", "ca:src", "ca:pom.xml", "root:pom.xml"})
  void refusesWhatIsNoPin(String pin) {
    Run.of("verify", "--source", BUNDLE, "--pin", pin, IMAGE).assertMisused("");
  }

  @Test
  void refusesPinnedFilesThatAreEmptyHugeOrJunk(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path junk = Files.writeString(folder.resolve("junk"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    Path huge = folder.resolve("huge");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(200L * 1024 * 1024);
    }
    for (String kind : List.of("root:", "ca:")) {
      Run.of("verify", "--source", BUNDLE, "--pin", kind + empty, IMAGE).assertMisused("empty file");
      Run.of("verify", "--source", BUNDLE, "--pin", kind + huge, IMAGE).assertMisused("longer than");
      Run.of("verify", "--source", BUNDLE, "--pin", kind + junk, IMAGE).assertMisused("");
    }
    for (Path file : List.of(empty, huge, junk, folder, folder.resolve("none"))) {
      Run.of("verify", "--source", "notary:https://localhost:1", "--tofu", "--ca", file.toString(), IMAGE)
          .assertMisused("--ca");
    }
  }

  @Test
  void refusesATrustFolderThatIsNone() {
    Run.of(Run.with(Fixtures.verify(), "--trust-dir", "pom.xml", IMAGE)).assertMisused("pom.xml");
    Run.of(Run.with(Fixtures.verify(), "--trust-dir", "", IMAGE)).assertMisused("--trust-dir");
  }

  @Test
  void makesATrustFolderThatIsNotThereYet(@TempDir Path folder) {
    Path trust = folder.resolve("a").resolve("b");
    assertEquals(0, Run.of(Run.with(Fixtures.verify(), "--trust-dir", trust.toString(), IMAGE)).exit());
    assertTrue(Files.isDirectory(trust));
  }

  @Test
  void doesNotReadArgumentsFromFiles(@TempDir Path folder) throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), IMAGE);
    Run.of(Run.with(Fixtures.verify(), "@" + arguments)).assertMisused("not an image reference");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--version", "-V", "verify --help", "inspect --help", "inspect --version"})
  void explainsItself(String arguments) {
    Run run = Run.of(arguments.split(" "));
    assertEquals(0, run.exit());
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("Usage: trustverify") || run.out().startsWith("trustverify "), run.out());
  }

  @Test
  void anAnswerThatCannotBeWrittenIsNoAnswer() {
    Run reference = Run.of(Run.with(Fixtures.verify(), IMAGE));
    assertEquals(0, reference.exit());
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    Terminal full = new Terminal(InputStream.nullInputStream(), new FullDisk(), new java.io.PrintStream(err), Terminal.Reader.PROGRAM);
    assertEquals(3, Trustverify.run(full, Run.with(Fixtures.verify(), IMAGE)));
    assertTrue(err.toString().startsWith("trustverify: the answer could not be written"), err.toString());
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left");
    }
  }
}
