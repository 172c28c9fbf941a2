package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void computesSha256() {
    assertEquals("sha256:" + EMPTY, Digest.sha256(new byte[0]).toString());
  }

  @ParameterizedTest
  @CsvSource({"SHA256, sha256, 32", "SHA384, sha384, 48", "SHA512, sha512, 64"})
  void knowsLabelAndLengthOfAnAlgorithm(Digest.Algorithm algorithm, String label, int length) {
    assertEquals(label, algorithm.label());
    assertEquals(length, algorithm.length());
    assertEquals(2 * length, Digest.of(algorithm, new byte[] {1}).hex().length());
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrites(Digest.Algorithm algorithm) {
    Digest digest = Digest.of(algorithm, new byte[] {1, 2, 3});
    assertEquals(digest, Digest.parse(digest.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", ":", "sha256", "sha256:", EMPTY, ":" + EMPTY, "SHA256:" + EMPTY, "sha1:" + EMPTY, "sha-256:" + EMPTY,
    "sha512:" + EMPTY, " sha256:" + EMPTY, "sha256:" + EMPTY + "\n", "sha256:" + EMPTY + "00", "sha256::" + EMPTY,
    "sha256:E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  })
  void refusesEverythingElseInOneLine(String text) {
    String message = assertThrows(IllegalArgumentException.class, () -> Digest.parse(text)).getMessage();
    assertTrue(message.startsWith("not a sha") && message.indexOf('\n') < 0, message);
  }
}
