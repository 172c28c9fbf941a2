package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Gun;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedAsTest {
  private static final SignedAs HUB = new SignedAs.Prefix("mirror.example/hub", "docker.io");
  private static final SignedAs ALPINE =
      new SignedAs.Repository(new Gun("mirror.example/alpine"), new Gun("docker.io/library/alpine"));

  @ParameterizedTest
  @CsvSource({
    "mirror.example/hub/library/alpine, docker.io/library/alpine",
    "mirror.example/hub/a/b/c, docker.io/a/b/c",
    "MIRROR.example/hub/a/b, docker.io/a/b"
  })
  void replacesAPrefixUpToASegmentsEnd(String here, String original) {
    assertEquals(Optional.of(new Gun(original)), HUB.originalOf(new Gun(here)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mirror.example/hubris/a", "mirror.example/hub", "evil.example/mirror.example/hub/a/b"})
  void holdsNothingOutsideItsPrefix(String here) {
    assertEquals(Optional.empty(), HUB.originalOf(new Gun(here)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mirror.example/hub/**", "mirror.example/hub/library/*", "mirror.example/hub/a/b"})
  void goesWithPatternsThatStayBelowItsPrefix(String pattern) {
    assertDoesNotThrow(() -> policy(pattern, HUB));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mirror.example/**", "mirror.example/hub*/x", "**", "*.example/hub/x", "mirror.example/hub"})
  void refusesPatternsThatMatchMore(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> policy(pattern, HUB));
  }

  @Test
  void refusesManyRepositoriesForOne() {
    assertDoesNotThrow(() -> policy("mirror.example/alpine", ALPINE));
    assertThrows(IllegalArgumentException.class, () -> policy("mirror.example/*", ALPINE));
  }

  private static TrustPolicy policy(String pattern, SignedAs mirror) {
    return TrustPolicy.builder()
        .rule(pattern, TrustRule.pinned(TrustPin.trustOnFirstUse()).signedAs(mirror))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mirror.example/", "mirror.example/hub/", "nohost", "mirror.example/Hub", "mirror.example//a"})
  void refusesPrefixesThatEndInsideASegment(String prefix) {
    assertThrows(IllegalArgumentException.class, () -> new SignedAs.Prefix(prefix, "docker.io"));
  }

  @Test
  void hasNoOriginalWhereItsNameCouldNotBe() {
    SignedAs single = new SignedAs.Prefix("mirror.example", "docker.io");
    assertEquals(Optional.empty(), single.originalOf(new Gun("mirror.example/alpine")));
  }
}
