package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Gun;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The certificate that Notary's client makes for a root key: named after the collection, for ten years. */
final class SelfSignedCertificate {
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] CODE_SIGNING = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.3"));
  private static final byte[] DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT = Der.bits(5, new byte[] {(byte) 0xA0});
  private static final Duration VALID_FOR = Duration.ofDays(3650);

  private SelfSignedCertificate() {}

  /** Makes it, as PEM in the form that Go writes. */
  static byte[] pem(Gun gun, KeyPair keys, Instant from) {
    byte[] body = body(gun, keys, from);
    byte[] certificate = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature(keys, body)));
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] body(Gun gun, KeyPair keys, Instant from) {
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(gun.value()))));
    return Der.sequence(
        Der.explicit(0, Der.integer(BigInteger.TWO)),
        Der.integer(BigInteger.valueOf(from.getEpochSecond())),
        ECDSA_WITH_SHA256,
        name,
        Der.sequence(Der.time(from), Der.time(from.plus(VALID_FOR))),
        name,
        keys.getPublic().getEncoded(),
        Der.explicit(3, extensions()));
  }

  private static byte[] extensions() {
    return Der.sequence(
        Der.sequence(Der.oid("2.5.29.15"), Der.yes(), Der.octets(DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT)),
        Der.sequence(Der.oid("2.5.29.37"), Der.octets(CODE_SIGNING)),
        Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence())));
  }

  private static byte[] signature(KeyPair keys, byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }
}
