package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyIdTest {

  @Test
  void everyKeyOfTheRealCollectionsHasTheIdItIsListedUnderAndCanBeUsed() throws IOException {
    try (Stream<Path> files = Files.walk(TestKeys.FIXTURES.resolve("notary/lab.example"))) {
      List<TestKeys.Listed> keys =
          files.filter(file -> file.getFileName().toString().matches("(root|targets)\\.json"))
              .flatMap(file -> TestKeys.keysIn(file).stream())
              .toList();
      assertTrue(keys.size() > 60, () -> "only " + keys.size());
      assertAll(keys.stream().map(key -> () -> {
        assertEquals(key.id(), key.read().id().hex());
        assertTrue(key.read().identity().isPresent(), key.type() + " " + key.id());
      }));
    }
  }

  @Test
  void anUnknownTypeHasAnIdAndNothingElse() {
    VerificationKey key = PublicKeys.read("a\"b\\c\n", new byte[] {1});
    String json = "{\"keytype\":\"a\\\"b\\\\c\n\",\"keyval\":{\"private\":null,\"public\":\"AQ==\"}}";
    assertEquals(sha256(json), key.id().hex());
    assertEquals(key.id(), key.canonicalId());
    assertTrue(key.identity().isEmpty());
    assertTrue(key.certificate().isEmpty());
  }

  @Test
  void typesAreCaseSensitive() {
    assertTrue(PublicKeys.read("ECDSA", TestKeys.P256.getPublic().getEncoded()).identity().isEmpty());
  }

  @Test
  void theCanonicalIdIsThatOfTheBareKey() {
    String pem = CertificateForge.of("CN=lab.example/a", TestKeys.P256).pem();
    VerificationKey bare = TestKeys.bare("ecdsa", TestKeys.P256);
    assertEquals(bare.id(), TestKeys.certified(pem).canonicalId());
    assertEquals(bare.id(), bare.canonicalId());
  }

  @Test
  void theCanonicalIdOfAnRsaCertificateIsThatOfItsBareKey() throws Exception {
    TestKeys.Listed root = TestKeys.rootKeyIn(TestKeys.root("rsa-root"));
    Certificate certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(root.material()));
    assertEquals(
        PublicKeys.read("rsa", certificate.getPublicKey().getEncoded()).id(), root.read().canonicalId());
  }

  private static String sha256(String json) {
    return Digest.sha256(json.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Test
  void theIdIsOverTheBytesWhateverTheyHold() {
    String json =
        "{\"keytype\":\"ecdsa\",\"keyval\":{\"private\":null,\"public\":\""
            + Base64.getEncoder().encodeToString(new byte[] {-1, -2, -3}) + "\"}}";
    assertEquals(sha256(json), PublicKeys.read("ecdsa", new byte[] {-1, -2, -3}).id().hex());
  }
}
