package dev.trustverifier.tck.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Canonical JSON and key ids, held against files that a real notary client and server made. */
class RealMetadataTest {
  private static final String TIMESTAMP_KEY =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYWkJ0mImzZZKdDdAvZCNx3A//Rc4ucseK0bxwt4aPcgVjIQSOSXHxefpDtTcZpQSwm+0cKcB"
          + "UAp/ENtVaC3/HQ==";
  private static final String ROOT_CERTIFICATE = """
      -----BEGIN CERTIFICATE-----
      MIIBdDCCARqgAwIBAgIRAILBiS/aWNUuXxD2RhQZzBAwCgYIKoZIzj0EAwIwIDEe
      MBwGA1UEAxMVbGFiLmV4YW1wbGUvZGVsZWdhdGVkMB4XDTI2MTEyMjE0MDc0NloX
      DTM2MTExOTE0MDc0NlowIDEeMBwGA1UEAxMVbGFiLmV4YW1wbGUvZGVsZWdhdGVk
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIUuk3pdFmuAKTR7+yUqEiqEuXRd5
      sy1vJM5by9kFlhILROlRK2CUVetZQ6cgmG6cmdlYKXyzMwouJ0xokRvHLKM1MDMw
      DgYDVR0PAQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMDMAwGA1UdEwEB/wQC
      MAAwCgYIKoZIzj0EAwIDSAAwRQIgCRxnQ7+aD/5UaZpOY4ikIVjAPD1xnIPYpfa9
      WqhkRpECIQC/ePrJpPWrEkWKRkd4lQYGfayVv/Tw/JSpGhSq9yO1ZA==
      -----END CERTIFICATE-----
      """;
  private static final String TIMESTAMP =
      "{\"signed\":{\"_type\":\"Timestamp\",\"expires\":\"2029-10-29T14:07:46.25169421Z\",\"meta\":{\"snapshot\":{"
          + "\"hashes\":{\"sha256\":\"t75z3G+7qGgO5AzZPAgvFFxkaCOwyxumo/DTby66DiU=\",\"sha512\":"
          + "\"4qV+n5VfKLTU8JflXM89y9jq2+fwbGM5Vi0ffUmWZxtQH4NKm54Xqb/D6j/f6fSbEzDDYNWlQLBg105d4J6Dsg==\"},"
          + "\"length\":1279}},\"version\":3},\"signatures\":[{\"keyid\":"
          + "\"213d1b9425a73c4ba13365fe022b9b15a689452d33c5e47cc97bc004ec8d9573\",\"method\":\"ecdsa\",\"sig\":"
          + "\"GDqW4Wl/OHAg/B+zH7tPFwj2TE7Th6cm9rYXY0rHo7tCxYTISHkSRoqlzNc3JBuG+mNTPwvlyAU1tolRT/OW2w==\"}]}";

  @Test
  void computesTheIdOfARealBareKey() {
    assertEquals("213d1b9425a73c4ba13365fe022b9b15a689452d33c5e47cc97bc004ec8d9573", id("ecdsa", TIMESTAMP_KEY));
  }

  @Test
  void computesTheIdOfARealCertificate() {
    assertEquals(
        "7303df1321ccce70c087e0923bbb0d08760d1603497f2f7866d0656d97d49532",
        RoleSigner.generate(KeyAlgorithm.ECDSA_P256).showing(ROOT_CERTIFICATE).id().hex());
  }

  @Test
  void canonicalizesARealBodyToTheBytesThatWereSigned() throws Exception {
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(decoded(TIMESTAMP_KEY)));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key);
    signature.update(realTimestamp().object("signed").canonical());
    JsonObject signed = realTimestamp().objects("signatures").get(0);
    assertTrue(signature.verify(decoded((String) signed.get("sig").orElseThrow())));
  }

  @Test
  void writesARealFileByteForByte() {
    assertEquals(TIMESTAMP, realTimestamp().toString());
  }

  @Test
  void signsWhatTheJdkVerifies() throws Exception {
    byte[] message = {1, 2, 3};
    for (KeyAlgorithm algorithm : List.of(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ED25519, KeyAlgorithm.RSA_2048)) {
      RoleSigner signer = RoleSigner.generate(algorithm).using(
          algorithm == KeyAlgorithm.RSA_2048 ? SignatureMethod.RSA_PKCS1 : algorithm.method());
      CertificateProfile profile = CertificateProfile.codeSigning("any", Instant.EPOCH);
      byte[] pem = signer.selfSigned(profile).material();
      PublicKey key = CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem)).getPublicKey();
      Signature signature = Signature.getInstance(switch (algorithm) {
        case ED25519 -> "Ed25519";
        case RSA_2048 -> "SHA256withRSA";
        default -> "SHA256withECDSAinP1363Format";
      });
      signature.initVerify(key);
      signature.update(message);
      assertTrue(signature.verify(signer.sign(message)), algorithm.name());
    }
  }

  @Test
  void sortsNamesByUtf8AndEscapesQuotesAndBackslashesAlone() {
    JsonObject object = new JsonObject()
        .put("\uD800\uDC00", 1).put("\uFFFD", List.of(true, JsonObject.NULL)).put("a\"\\\n</>\u2028", "\u0001");
    String canonical = new String(object.canonical(), StandardCharsets.UTF_8);
    assertEquals(
        "{\"a\\\"\\\\\n</>\u2028\":\"\u0001\",\"\uFFFD\":[true,null],\"\uD800\uDC00\":1}", canonical);
    assertEquals(
        "{\"\uD800\uDC00\":1,\"\uFFFD\":[true,null],\"a\\\"\\\\\\u000a</>\u2028\":\"\\u0001\"}", object.toString());
  }

  @Test
  void canonicalizesWholeNumbersToDigitsAndServesThemAsGiven() {
    JsonObject object = new JsonObject().put("a", new BigDecimal("1.0")).put("b", new BigDecimal("1E+3")).put("c", 0);
    assertEquals("{\"a\":1,\"b\":1000,\"c\":0}", new String(object.canonical(), StandardCharsets.UTF_8));
    assertEquals("{\"a\":1.0,\"b\":1E+3,\"c\":0}", object.toString());
  }

  private static JsonObject realTimestamp() {
    JsonObject hashes = new JsonObject()
        .put("sha256", "t75z3G+7qGgO5AzZPAgvFFxkaCOwyxumo/DTby66DiU=")
        .put("sha512", "4qV+n5VfKLTU8JflXM89y9jq2+fwbGM5Vi0ffUmWZxtQH4NKm54Xqb/D6j/f6fSbEzDDYNWlQLBg105d4J6Dsg==");
    JsonObject snapshot = new JsonObject().put("hashes", hashes).put("length", 1279);
    return new JsonObject()
        .put("signed", new JsonObject()
            .put("_type", "Timestamp")
            .put("expires", "2029-10-29T14:07:46.25169421Z")
            .put("meta", new JsonObject().put("snapshot", snapshot))
            .put("version", 3))
        .put("signatures", List.of(new JsonObject()
            .put("keyid", "213d1b9425a73c4ba13365fe022b9b15a689452d33c5e47cc97bc004ec8d9573")
            .put("method", "ecdsa")
            .put("sig", "GDqW4Wl/OHAg/B+zH7tPFwj2TE7Th6cm9rYXY0rHo7tCxYTISHkSRoqlzNc3JBuG+mNTPwvlyAU1tolRT/OW2w==")));
  }

  private static String id(String keyType, String material) {
    JsonObject key = new JsonObject()
        .put("keytype", keyType)
        .put("keyval", new JsonObject().put("private", JsonObject.NULL).put("public", material));
    return Digest.sha256(key.canonical()).hex();
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
