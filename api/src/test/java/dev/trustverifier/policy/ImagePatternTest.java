package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePatternTest {

  @ParameterizedTest
  @CsvSource({
    "**, docker.io/library/alpine",
    "**, localhost/x",
    "docker.io/library/alpine, docker.io/library/alpine",
    "docker.io/library/*, docker.io/library/alpine",
    "docker.io/**, docker.io/library/alpine",
    "contoso.azurecr.io/**, contoso.azurecr.io/a",
    "contoso.azurecr.io/**, contoso.azurecr.io/a/b/c/d",
    "contoso.azurecr.io/*, contoso.azurecr.io/a",
    "contoso.azurecr.io/shop/**, contoso.azurecr.io/shop/a/b",
    "contoso.azurecr.io/**/api, contoso.azurecr.io/a/api",
    "contoso.azurecr.io/**/api, contoso.azurecr.io/a/b/api",
    "contoso.azurecr.io/**/**, contoso.azurecr.io/a/b/c",
    "contoso.azurecr.io/team-*, contoso.azurecr.io/team-a",
    "contoso.azurecr.io/team-*/api, contoso.azurecr.io/team-a/api",
    "contoso.azurecr.io/*-api, contoso.azurecr.io/a-b-api",
    "contoso.azurecr.io/a*c*e, contoso.azurecr.io/abcccde",
    "contoso.azurecr.io/a*c*e, contoso.azurecr.io/ace",
    "*.azurecr.io/*, contoso.azurecr.io/a",
    "*.trusted.example/*, a.b.trusted.example/x",
    "contoso*.azurecr.io/*, contosodev.azurecr.io/a",
    "localhost:*/x, localhost:5000/x",
    "localhost/x, LOCALHOST/x",
    "reg.example:5000/x, reg.example:5000/x",
    "'[::1]:5000/x', '[::1]:5000/x'",
    "'[2001:DB8::1]/x', '[2001:db8::1]/x'",
    "Registry.K8s.io/*, registry.k8s.io/x",
    "registry.k8s.io/*, REGISTRY.k8s.io/x",
  })
  void matchesWhatItSays(String pattern, String name) {
    assertTrue(ImagePattern.parse(pattern).matches(new Gun(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "registry.k8s.io/*, evil.example/registry.k8s.io/x",
    "registry.k8s.io/**, evil.example/registry.k8s.io/x",
    "registry.k8s.io/*, registry.k8s.io.evil.example/x",
    "registry.k8s.io/*, evilregistry.k8s.io/x",
    "registry.k8s.io/*, evil.registry.k8s.io/x",
    "registry.k8s.io/*, registry.k8s.io/x/y",
    "registry.k8s.io/*, registry.k8s.io:443/x",
    "registry.k8s.io:443/*, registry.k8s.io/x",
    "registry.k8s.io:443/*, registry.k8s.io:4430/x",
    "*.trusted.example/*, evil.example/a.trusted.example/x",
    "*.trusted.example/**, evil.example/a.trusted.example/x",
    "*.trusted.example/*, trusted.example/x",
    "*.trusted.example/*, eviltrusted.example/x",
    "*.trusted.example/*, a.trusted.example.evil.example/x",
    "*.trusted.example/*, a.trusted.example:5000/x",
    "localhost:*/x, localhost/x",
    "localhost:*/x, localhost.evil.example:5000/x",
    "docker.io/library/*, docker.io/library/a/b",
    "docker.io/library/*, docker.io/libraryevil/a",
    "docker.io/library/*, evil.example/docker.io/library/alpine",
    "docker.io/library/nginx, docker.io/library/nginx-evil",
    "docker.io/library/nginx, docker.io/evil/nginx",
    "docker.io/library/n.inx, docker.io/library/nginx",
    "contoso.azurecr.io/shop/**, contoso.azurecr.io/shop",
    "contoso.azurecr.io/shop/**, contoso.azurecr.io/shopping/a",
    "contoso.azurecr.io/**/api, contoso.azurecr.io/api",
    "contoso.azurecr.io/**/api, contoso.azurecr.io/a/evil-api",
    "contoso.azurecr.io/**/**, contoso.azurecr.io/a",
    "contoso.azurecr.io/team-*, contoso.azurecr.io/team-a/b",
    "contoso.azurecr.io/team-*, contoso.azurecr.io/team",
    "contoso.azurecr.io/*a*, contoso.azurecr.io/bcd",
  })
  void matchesNothingElse(String pattern, String name) {
    assertEquals(false, ImagePattern.parse(pattern).matches(new Gun(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, docker.io/library/alpine:latest, true",
    "index.docker.io/library/alpine, docker.io/library/alpine, true",
    "docker.io/alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000, alpine, true",
    "docker.io/evil/alpine, alpine, false",
  })
  void seesReferencesNormalised(String image, String other, boolean same) {
    Gun gun = ImageReference.parse(other).gun();
    assertEquals(same, ImagePattern.parse(gun.value()).matches(ImageReference.parse(image).gun()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "''|full names with a host",
    "*|full names with a host",
    "alpine|full names with a host",
    "docker.io|full names with a host",
    "library/*|does not start with a host",
    "docker.io/alpine|two segments or more",
    "docker.io/*|two segments or more",
    "index.docker.io/library/*|known as docker.io's",
    "**/x|in the host",
    "**/registry.k8s.io/*|in the host",
    "*/x|in the host",
    "*/*|in the host",
    "*:5000/x|in the host",
    "*:*/x|in the host",
    "registry.k8s.io*/x|in the host",
    "registry.*/x|in the host",
    "10.0.0.*/x|in the host",
    "reg.example:50*/x|in the host",
    "**.example.com/x|in the host",
    "a.example/x**|whole segments",
    "a.example/***|whole segments",
    "a.example/x:1|without tags",
    "a.example/x:*|without tags",
    "a.example/*:*|without tags",
    "a.example/x:|without tags",
    "a.example/x@sha256:00|without tags",
    "a.example/|the path segment ''",
    "a.example//x|the path segment ''",
    "a.example/X|the path segment 'X'",
    "a.example/-*|the path segment '-0'",
    "a.example/../x|the path segment '..'",
    "a.example/[ab]|the path segment '[ab]'",
    "a.example/x?|the path segment 'x?'",
    "a_b.example/x|the host 'a_b.example'",
    "https://a.example/x|the host 'https:'",
  })
  void refusesWhatWouldMatchNothingOrTooMuch(String text, String rule) {
    String message = assertThrows(IllegalArgumentException.class, () -> ImagePattern.parse(text)).getMessage();
    assertTrue(message.startsWith("not an image pattern: '" + text + "': ") && message.contains(rule), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "a.example/x\n", " a.example/x", "a.example/\u00e9", "a.example/x\u0000", "\u202ea.example/x"
  })
  void refusesWhatCannotBeSeenInOneLine(String text) {
    String message = assertThrows(IllegalArgumentException.class, () -> ImagePattern.parse(text)).getMessage();
    assertTrue(message.endsWith("not all of them are visible ASCII"), message);
  }

  @Test
  void isEqualToWhatMatchesTheSameNames() {
    assertEquals(ImagePattern.parse("a.example/**/*/x"), ImagePattern.parse("A.example/*/**/x"));
    assertEquals(ImagePattern.parse("a.example/**/**").hashCode(), ImagePattern.parse("a.example/*/**").hashCode());
    assertNotEquals(ImagePattern.parse("a.example/*"), ImagePattern.parse("a.example/**"));
    assertEquals("A.example/*/**/x", ImagePattern.parse("A.example/*/**/x").toString());
  }

  @Test
  void matchesManyWildcardsInBoundedTime() {
    ImagePattern pattern = ImagePattern.parse("a.example/" + "*a".repeat(60) + "/" + "**/".repeat(30) + "x");
    Gun gun = new Gun("a.example/" + "a".repeat(120) + "/" + "a/".repeat(60) + "b");
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertEquals(false, pattern.matches(gun)));
  }

  @ParameterizedTest
  @CsvSource({
    "contoso.azurecr.io/shop/api, contoso.azurecr.io/shop/*",
    "contoso.azurecr.io/shop/*, contoso.azurecr.io/shop/**",
    "contoso.azurecr.io/shop/*, contoso.azurecr.io/*/api",
    "contoso.azurecr.io/shop/**, contoso.azurecr.io/**/a-very-long-name",
    "contoso.azurecr.io/shop/**, contoso.azurecr.io/*/*",
    "contoso.azurecr.io/team-a*, contoso.azurecr.io/team-*",
    "contoso.azurecr.io/a*, contoso.azurecr.io/*a*",
    "contoso.azurecr.io/**, *.azurecr.io/shop/api",
    "contoso.azurecr.io/*/**, contoso.azurecr.io/**",
    "contoso.azurecr.io/**/x, contoso.azurecr.io/*/**",
    "*.azurecr.io/**, *.io/**",
    "*.io/**, **",
  })
  void putsTheMoreSpecificFirst(String first, String second) {
    assertTrue(ImagePattern.MOST_SPECIFIC_FIRST.compare(ImagePattern.parse(first), ImagePattern.parse(second)) < 0);
    assertTrue(ImagePattern.MOST_SPECIFIC_FIRST.compare(ImagePattern.parse(second), ImagePattern.parse(first)) > 0);
  }
}
