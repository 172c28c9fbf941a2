package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  @TestFactory
  Stream<DynamicTest> readsEveryTextAsDockerDoes() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row[0] + " " + row[1], () -> {
      String text = unescaped(row[1]);
      if (row[0].equals("ok")) {
        assertEquals(row[2], ImageReference.parse(text).toString());
      } else {
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(text));
      }
    }));
  }

  private static List<String[]> rows() throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(
        ImageReferenceTest.class.getResourceAsStream("references.tsv"), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
    }
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(found ->
        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  @Test
  void keepsRepositoryTagAndDigestApart() {
    ImageReference image = ImageReference.parse("reg.example.com:5000/a/b:1.0@sha256:" + HEX);
    assertEquals(new Gun("reg.example.com:5000/a/b"), image.gun());
    assertEquals(Optional.of("1.0"), image.tag());
    assertEquals(Optional.of(Digest.parse("sha256:" + HEX)), image.digest());
  }

  @Test
  void addsNoTagWhereThereIsADigest() {
    assertEquals(Optional.empty(), ImageReference.parse("alpine@sha256:" + HEX).tag());
  }

  @Test
  void replacesTheDigestAndKeepsTheTag() {
    Digest other = Digest.sha256(new byte[0]);
    ImageReference image = ImageReference.parse("alpine:3.20@sha256:" + HEX);
    assertEquals("docker.io/library/alpine:3.20@" + other, image.withDigest(other).toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "''|the path segment ''",
    "a/B:1|the path segment 'B'",
    "a//b|the path segment ''",
    "alpine:-x|the tag '-x'",
    "alpine:|the tag ''",
    "alpine@sha256:00|not a sha256 digest",
    "alpine@md5:00|not a sha256:, sha384: or sha512: digest",
    "my_host.example/app|the host 'my_host.example'",
    "host:port/app|the host 'host:port'",
  })
  void namesThePartThatBreaksARule(String text, String part) {
    String message = assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(text)).getMessage();
    assertTrue(message.startsWith("not an image reference: '" + text + "': ") && message.contains(part), message);
  }

  @Test
  void saysThatAnImageIdIsNoName() {
    String message = assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(HEX)).getMessage();
    assertTrue(message.endsWith("64 hexadecimal digits are the id of an image, not a name"), message);
  }

  @Test
  void keepsItsMessagesInOneLine() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse("a\nb\u202e:x\r\n")).getMessage();
    assertTrue(message.chars().noneMatch(c -> c < ' ' || c == 0x202e), message);
  }

  @ParameterizedTest
  @MethodSource
  void refusesAnEndlessTextAtOnce(String text) {
    assertTimeoutPreemptively(Duration.ofSeconds(2),
        () -> assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(text)));
  }

  static Stream<String> refusesAnEndlessTextAtOnce() {
    return Stream.of("a", "a.", "a/", "a-", "-", "_", ":", "@", "[:", "A", "a:1/", "1", "a@sha256:")
        .flatMap(part -> Stream.of(760, 776, 5_000_000).map(size -> part.repeat(size / part.length()) + "!"));
  }

  @Test
  void acceptsTheLongestReferenceThereIs() {
    String text = "a." + "b".repeat(253) + "/" + "c".repeat(255) + ":" + "d".repeat(128) + "@sha512:" + HEX + HEX;
    assertEquals(776, text.length());
    assertEquals(text, ImageReference.parse(text).toString());
  }

  @Test
  void cannotBeMadeWithoutTagAndDigest() {
    Gun gun = new Gun("docker.io/library/alpine");
    assertThrows(IllegalArgumentException.class, () -> new ImageReference(gun, Optional.empty(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new ImageReference(gun, Optional.of("a/b"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "/", "alpine", "library/alpine", "docker.io/alpine", "index.docker.io/library/alpine", "docker.io/",
    "docker.io",
    "docker.io/library/alpine:1", "docker.io//alpine", "docker.io/library/Alpine", "example.com/a@b", "/example.com/a",
    "example.com/a/", "https://example.com/a", "example.com/../a", "my_host.example/a"
  })
  void takesNoGunThatIsNotAFullName(String name) {
    String message = assertThrows(IllegalArgumentException.class, () -> new Gun(name)).getMessage();
    assertTrue(message.startsWith("not the full name of a repository: '" + name + "': "), message);
  }

  @Test
  void saysWhatTheFullNameOfAShortGunIs() {
    String message = assertThrows(IllegalArgumentException.class, () -> new Gun("index.docker.io/alpine")).getMessage();
    assertTrue(message.endsWith("its full name is docker.io/library/alpine"), message);
  }

  @Test
  void ordersGunsByName() {
    List<Gun> guns = Stream.of("b.example/a", "a.example/b", "a.example/a").map(Gun::new).sorted().toList();
    assertEquals(List.of("a.example/a", "a.example/b", "b.example/a"), guns.stream().map(Gun::toString).toList());
  }
}
