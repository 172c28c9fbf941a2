package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key of one role, on the curve P-256, as Notary makes them; gone with the process. */
final class SigningKey {
  private final KeyPair keys;
  private final String listed;

  private SigningKey(KeyPair keys, String type, byte[] material) {
    this.keys = keys;
    String keyval =
        CanonicalText.object(
            Map.of("private", "null", "public", CanonicalText.text(Base64.getEncoder().encodeToString(material))));
    this.listed = CanonicalText.object(Map.of("keytype", CanonicalText.text(type), "keyval", keyval));
  }

  static SigningKey bare() {
    KeyPair keys = generate();
    return new SigningKey(keys, "ecdsa", keys.getPublic().getEncoded());
  }

  static SigningKey certified(Gun gun, Instant from) {
    KeyPair keys = generate();
    return new SigningKey(keys, "ecdsa-x509", SelfSignedCertificate.pem(gun, keys, from));
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** As metadata lists it. */
  String listed() {
    return listed;
  }

  KeyId id() {
    return new KeyId(Digest.sha256(listed.getBytes(StandardCharsets.US_ASCII)).hex());
  }

  /** A file with this body, signed. */
  byte[] sign(String body) {
    String signature =
        CanonicalText.object(
            Map.of(
                "keyid", CanonicalText.text(id().hex()),
                "method", CanonicalText.text("ecdsa"),
                "sig", CanonicalText.text(Base64.getEncoder().encodeToString(signature(body)))));
    // In the order in which Notary writes the two.
    return ("{\"signed\":" + body + ",\"signatures\":" + CanonicalText.array(List.of(signature)) + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] signature(String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }
}
