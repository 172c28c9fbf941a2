package dev.trustverifier.tuf.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In each text, {@code ^} stands before what is to be complained of; it is taken out before the text is read. */
class PolicyFileRefusalTest {
  private static final Path FIXTURES = Path.of("src", "test", "fixtures", "notary");
  private static final String KEY = "\"" + "0".repeat(64) + "\"";

  private static Arguments file(String text, String path, String reason) {
    return Arguments.of(text, path, reason);
  }

  /** A second rule, after one that is good. */
  private static Arguments rule(String text, String path, String reason) {
    String good = "{\"images\": \"a.example/x\", \"deny\": \"no\"}";
    return file("{\"rules\": [\n  " + good + ",\n  " + text + "\n]}", "rules[1]" + path, reason);
  }

  private static Arguments verify(String members, String path, String reason) {
    return rule("{\"images\": \"b.example/**\", \"pins\": \"trust-on-first-use\",\n   " + members + "}", path, reason);
  }

  private static Arguments source(String text, String path, String reason) {
    return file("{\"rules\": [], \"sources\": [\n  " + text + "]}", "sources[0]" + path, reason);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        file("^", "", "it is empty"),
        file("^\uFEFF{}", "", "byte order mark"),
        file("^[]", "", "has to be an object"),
        file("^{}", "", "the member rules is missing"),
        file("{\"rules\": []}\n^x", "", "Unrecognized token"),
        file("{\"rules\": []} {^}", "", "something stands after"),
        file("{\"rules\": [\n {\"images\": ^oops}]}", "rules[0].images", "Unrecognized token"),
        file("{\"rules\": [1.5^]}", "rules[0]", "the number 1.5 is no plain integer"),
        file("{\"rules\": [],\n ^\"Rules\": []}", "Rules", "only rules, sources"),
        file("{\"rules\": [],\n \"sources\": [], ^\"rules\": []}", "rules", "given twice"),
        file("{^\"a\\u0000b\\nc\": 1, \"rules\": []}", "[\"a\uFFFDb\uFFFDc\"]", "no such member"),
        file("{^\"rules\": {}}", "rules", "has to be a list"),
        file("{^\"rules\": null}", "rules", "has to be a list"),
        file("{\"rules\": [], ^\"sources\": null}", "sources", "has to be a list"),
        file("{\"rules\": [^\"x\"]}", "rules[0]", "has to be an object"));
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        rule("^{\"deny\": \"no\"}", "", "images is missing"),
        rule("{^\"images\": 1, \"deny\": \"no\"}", ".images", "has to be a text"),
        rule("{^\"images\": \"*\", \"deny\": \"no\"}", ".images", "not an image pattern"),
        rule("{^\"images\": \"docker.io\", \"deny\": \"no\"}", ".images", "full names with a host"),
        rule("{^\"images\": \"a.example*/x\", \"deny\": \"no\"}", ".images", "followed by the domain"),
        rule("{^\"images\": \"a.example/x:1\", \"deny\": \"no\"}", ".images", "without tags"),
        rule("{^\"images\": \"a\\nb/**\", \"deny\": \"no\"}", ".images", "visible ASCII"),
        rule("{^\"images\": \"a.example/x\", \"exempt\": \"yes\"}", ".images", "equally specific"),
        rule("{^\"images\": \"A.EXAMPLE/x\", \"exempt\": \"yes\"}", ".images", "equally specific"),
        rule("{\"images\": \"b.example/x\", \"deny\": \"no\",\n    ^\"deny\": \"no\"}", ".deny", "given twice"),
        rule("^{\"images\": \"b.example/x\"}", "", "a rule has pins"),
        rule("{\"images\": \"b.example/x\", ^\"exempt\": \"y\", \"pins\": []}", ".exempt", "this one has pins already"),
        rule("{\"images\": \"b.example/x\", ^\"deny\": \"y\", \"exempt\": \"z\"}", ".deny", "has exempt already"),
        rule("{\"images\": \"b.example/x\", \"exempt\": \"y\",\n   ^\"signers\": {}}",
            ".signers", "for rules with pins"),
        rule("{\"images\": \"b.example/x\", \"deny\": \"y\", ^\"lookIn\": []}", ".lookIn", "this one says deny"),
        rule("{\"images\": \"b.example/x\", ^\"exempt\": \" \"}", ".exempt", "give a reason"),
        rule("{\"images\": \"b.example/x\", ^\"deny\": true}", ".deny", "has to be a text"),
        rule("{\"images\": \"b.example/x\", \"deny\": \"no\", ^\"pin\": []}", ".pin", "no such member"));
  }

  static Stream<Arguments> pins() {
    return Stream.of(
        pin("^\"pins\": \"tofu\"", "", "the words trust-on-first-use"),
        pin("^\"pins\": 1", "", "has to be a list"),
        pin("^\"pins\": []", "", "has a pin"),
        pin("\"pins\": [^\"trust-on-first-use\"]", "[0]", "has to be an object"),
        pin("\"pins\": [^{}]", "[0]", "a pin is one of"),
        pin("\"pins\": [{^\"roots\": \"x\"}]", "[0].roots", "no such member"),
        pin("\"pins\": [^{\"root\": \"x\", \"certificate\": \"y\"}]", "[0]", "a pin is one of"),
        pin("\"pins\": [{^\"certificate\": \"xyz\"}]", "[0].certificate", "not a key id"),
        pin("\"pins\": [{^\"root\": 1}]", "[0].root", "has to be a text"),
        pin("\"pins\": [{^\"root\": \"\"}]", "[0].root", "a path is missing"),
        pin("\"pins\": [{^\"root\": \"a\\u0000\"}]", "[0].root", "not a path"),
        pin("\"pins\": [{^\"root\": \"none\"}]", "[0].root", "no such file: src/test/fixtures/notary/none"),
        pin("\"pins\": [{^\"root\": \"pins\"}]", "[0].root", "not a file"),
        pin("\"pins\": [{^\"root\": \"index.json\"}]", "[0].root", "no TUF root: src/test/fixtures/notary/index.json"),
        pin("\"pins\": [{^\"certificateAuthority\": \"index.json\"}]",
            "[0].certificateAuthority", "no line -----BEGIN"),
        pin("\"pins\": [{\"certificate\": " + KEY + "},\n ^{\"certificateAuthority\": \"pins/pin-ca.crt\"}]", "[1]",
            "of one kind"));
  }

  private static Arguments pin(String member, String path, String reason) {
    return rule("{\"images\": \"b.example/x\", " + member + "}", ".pins" + path, reason);
  }

  static Stream<Arguments> verified() {
    return Stream.of(
        verify("^\"lookIn\": []", ".lookIn", "one or more different roles"),
        verify("^\"lookIn\": [\"root\"]", ".lookIn", "listed in targets or below"),
        verify("\"lookIn\": [\"targets\", ^\"Targets/x\"]", ".lookIn[1]", "not the name of a role"),
        verify("\"lookIn\": [^1]", ".lookIn[0]", "has to be a text"),
        verify("^\"lookIn\": \"targets\"", ".lookIn", "has to be a list"),
        verify("^\"signers\": [\"alice\"]", ".signers", "has to be an object"),
        verify("^\"signers\": {\"of\": [\"alice\"]}", ".signers", "threshold is missing"),
        verify("^\"signers\": {\"threshold\": 1}", ".signers", "of is missing"),
        verify("^\"signers\": {\"threshold\": 2, \"of\": [\"alice\"]}", ".signers", "2 of 1 signers"),
        verify("^\"signers\": {\"threshold\": 0, \"of\": [\"alice\"]}", ".signers", "0 of 1 signers"),
        verify("^\"signers\": {\"threshold\": 1, \"of\": [\"alice\", \"alice\"]}", ".signers", "different roles"),
        verify("\"signers\": {^\"threshold\": \"1\", \"of\": [\"alice\"]}", ".signers.threshold", "whole number"),
        verify("\"signers\": {^\"threshold\": 4294967297, \"of\": [\"a\"]}", ".signers.threshold", "whole number"),
        verify("\"signers\": {\"threshold\": 1, \"of\": [\"alice\", ^\"releases\"]}", ".signers.of[1]", "not a signer"),
        verify("\"signers\": {\"threshold\": 1, \"of\": [^\"Alice\"]}", ".signers.of[0]", "not the name of a role"),
        verify("^\"freshness\": \"PT5M\"", ".freshness", "has to be an object"),
        verify("\"freshness\": {^\"age\": \"PT5M\"}", ".freshness.age", "no such member"),
        verify("\"freshness\": {^\"recheckAfter\": 60}", ".freshness.recheckAfter", "has to be a text"),
        verify("\"freshness\": {^\"recheckAfter\": \"60 s\"}", ".freshness.recheckAfter", "a duration such as"),
        verify("\"freshness\": {^\"recheckAfter\": \"PT-1S\"}", ".freshness.recheckAfter", "neither negative"),
        verify("\"freshness\": {^\"rideOutOutage\": \"PT60S\"}", ".freshness.rideOutOutage", "longer than"),
        verify("\"freshness\": {^\"formerDigests\": \"P36501D\"}", ".freshness.formerDigests", "a hundred years"),
        verify("\"signedAs\": {^\"from\": \"x\"}", ".signedAs.from", "no such member"),
        verify("^\"signedAs\": {\"prefix\": \"b.example\"}", ".signedAs", "original is missing"),
        verify("\"signedAs\": {\"prefix\": \"b.example\", ^\"original\": \"x/\"}", ".signedAs.original", "full name"),
        verify("\"signedAs\": {^\"prefix\": \"\", \"original\": \"x\"}", ".signedAs.prefix", "full name"),
        verify("\"signedAs\": {^\"prefix\": \"b.example\", \"repository\": \"b.example/x\",\n \"original\": \"x\"}",
            ".signedAs.prefix", "no such member"),
        verify("^\"signedAs\": {\"prefix\": \"b.example/hub\", \"original\": \"docker.io\"}", ".signedAs",
            "names no original"));
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        source("^{\"images\": \"**\"}", "", "one of notary, bundle and acr"),
        source("^{\"bundle\": \".\"}", "", "images is missing"),
        source("{^\"images\": \"*\", \"bundle\": \".\"}", ".images", "not an image pattern"),
        source("{\"images\": \"**\", \"notary\": \"https://x\", ^\"acr\": \"x\"}", ".acr", "has notary already"),
        source("{\"images\": \"**\", ^\"bundle\": \"none\"}", ".bundle", "no such folder"),
        source("{\"images\": \"**\", ^\"bundle\": \"index.json\"}", ".bundle", "not a folder"),
        source("{\"images\": \"**\", \"bundle\": \".\", ^\"ca\": \"x\"}", ".ca", "a bundle is a folder"),
        source("{\"images\": \"**\", \"bundle\": \".\", ^\"certs\": \"x\"}", ".certs", "a bundle is a folder"),
        source("{\"images\": \"**\", \"acr\": \"a.azurecr.io\", ^\"certs\": \"none\"}", ".certs", "no such folder"),
        source("{\"images\": \"**\", ^\"notary\": \"http://x.example\"}", ".notary", "use https"),
        source("{\"images\": \"**\", ^\"notary\": \"https://u:secret@x.example\"}", ".notary", "no user name"),
        source("{\"images\": \"**\", ^\"notary\": \"https://u:secret@x .example\"}", ".notary", "not a URL"),
        source("{\"images\": \"**\", \"notary\": \"https://x\", ^\"ca\": \"index.json\"}", ".ca", "no certificate"),
        source("{\"images\": \"**\", \"notary\": \"https://x\", ^\"ca\": \"none.pem\"}", ".ca", "no such file"),
        source("{\"images\": \"**\", ^\"acr\": \"https://x.azurecr.io\"}", ".acr", "by its host alone"),
        source("{\"images\": \"**\", \"acr\": \"x.azurecr.io\", ^\"credential\": \"user:secret\"}", ".credential",
            "never written here itself"),
        source("{\"images\": \"**\", \"acr\": \"x.azurecr.io\", ^\"credential\": \"secret\"}",
            ".credential", "named by"),
        source("{\"images\": \"**\", \"acr\": \"x.azurecr.io\", ^\"credential\": \"env:my secret\"}", ".credential",
            "name of a variable"),
        source("{\"images\": \"**\", \"acr\": \"x.azurecr.io\", ^\"credential\": \"docker-config:\"}", ".credential",
            "says where to look"),
        source("{\"images\": \"**\", \"acr\": \"x.azurecr.io\", ^\"credential\": \"managed-identity:\"}", ".credential",
            "comes a client id"),
        source("{\"images\": \"**\", \"notary\": \"https://x\", ^\"credential\": \"workload-identity\"}", ".credential",
            "for an ACR"),
        file("{\"rules\": [], \"sources\": [{\"images\": \"**\", \"bundle\": \".\"},\n"
            + "{^\"images\": \"**\", \"bundle\": \".\"}]}", "sources[1].images", "equally specific"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource({"texts", "rules", "pins", "verified", "sources"})
  void refusesInOneLineWithThePlace(String marked, String path, String reason) {
    int mark = marked.indexOf('^');
    byte[] json = (marked.substring(0, mark) + marked.substring(mark + 1)).getBytes(StandardCharsets.UTF_8);
    PolicyFileException refused = assertThrows(PolicyFileException.class, () -> PolicyFile.parse(json, FIXTURES));
    int line = (int) marked.substring(0, mark).chars().filter(c -> c == '\n').count() + 1;
    int column = mark - marked.lastIndexOf('\n', mark);
    assertEquals(path, refused.path());
    assertTrue(refused.reason().contains(reason), refused.getMessage());
    String place = "line " + line + " column " + column + ": " + (path.isEmpty() ? "" : path + ": ");
    assertEquals(place + refused.reason(), refused.getMessage());
    assertEquals(line, refused.line());
    assertEquals(column, refused.column());
    assertEquals(1, refused.getMessage().lines().count());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{\"rules\": [],}", "{'rules': []}", "{rules: []}", "{\"rules\": [] // none\n}",
    "{\"rules\": [}", "{\"rules\": []", "nul"})
  void refusesWhatIsNotQuiteJson(String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    PolicyFileException refused = assertThrows(PolicyFileException.class, () -> PolicyFile.parse(json, FIXTURES));
    assertTrue(refused.getMessage().matches("line [12] column [0-9]+: .*"), refused.getMessage());
  }

  @Test
  void refusesWhatIsNoUtf8() {
    byte[] json = "{\"rules\": [\"\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1);
    PolicyFileException refused = assertThrows(PolicyFileException.class, () -> PolicyFile.parse(json, FIXTURES));
    assertEquals("line 1 column 1: it is not UTF-8", refused.getMessage());
  }

  @Test
  void namesTheFileThatIsWrongOrMissing(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), "{\n  \"rulez\": []}");
    String message = assertThrows(PolicyFileException.class, () -> PolicyFile.read(file)).getMessage();
    assertEquals(file + ": line 2 column 3: rulez: no such member is known here, only rules, sources", message);
    for (Path wrong : new Path[] {folder, folder.resolve("none"), Files.createFile(folder.resolve("empty"))}) {
      PolicyFileException refused = assertThrows(PolicyFileException.class, () -> PolicyFile.read(wrong));
      assertTrue(refused.getMessage().endsWith(": " + wrong), refused.getMessage());
      assertEquals(0, refused.line());
    }
  }

  @Test
  void readsNoMoreThanAMebibyte(@TempDir Path folder) throws IOException {
    Path huge = folder.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(4L << 30);
    }
    String message = assertThrows(PolicyFileException.class, () -> PolicyFile.read(huge)).getMessage();
    assertEquals("longer than 1048576 bytes: " + huge, message);
    byte[] spaces = (" ".repeat(1024 * 1024 - 12) + "{\"rules\":[]}").getBytes(StandardCharsets.US_ASCII);
    assertEquals(0, PolicyFile.parse(spaces, folder).policy().rules().size());
    byte[] more = (" ".repeat(1024 * 1024 - 11) + "{\"rules\":[]}").getBytes(StandardCharsets.US_ASCII);
    assertThrows(PolicyFileException.class, () -> PolicyFile.parse(more, folder));
  }
}
