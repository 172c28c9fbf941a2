package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
  private static final KeyPair KEYS = TestKeys.generate("Ed25519", 255);
  private static final byte[] SPKI = KEYS.getPublic().getEncoded();
  private static final byte[] RAW = Arrays.copyOfRange(SPKI, SPKI.length - 32, SPKI.length);
  private static final VerificationKey KEY = PublicKeys.read("ed25519", RAW);
  private static final byte[] SIGNATURE = TestKeys.sign(KEYS, "Ed25519");

  @Test
  void acceptsPureEd25519UnderTheMethodEddsa() {
    assertTrue(KEY.verifies("eddsa", TestKeys.MESSAGE, SIGNATURE));
    assertEquals(Optional.of("ed25519:" + HexFormat.of().formatHex(RAW)), KEY.identity());
    assertFalse(KEY.verifies("eddsa", TestKeys.message("{}"), SIGNATURE));
    assertFalse(KEY.verifies("ed25519", TestKeys.MESSAGE, SIGNATURE));
    assertFalse(KEY.verifies("ecdsa", TestKeys.MESSAGE, SIGNATURE));
  }

  @Test
  void refusesSignaturesOfOtherLengthsAndASecondFormOfS() {
    assertFalse(KEY.verifies("eddsa", TestKeys.MESSAGE, TestKeys.withoutLast(SIGNATURE)));
    assertFalse(KEY.verifies("eddsa", TestKeys.MESSAGE, Arrays.copyOf(SIGNATURE, 65)));
    BigInteger order = new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);
    byte[] doubled = SIGNATURE.clone();
    BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(doubled, 32, 64))).add(order);
    byte[] larger = reversed(Arrays.copyOfRange(TestKeys.join(BigInteger.ZERO, s, 32), 32, 64));
    System.arraycopy(larger, 0, doubled, 32, 32);
    assertFalse(KEY.verifies("eddsa", TestKeys.MESSAGE, doubled));
  }

  @Test
  void refusesOtherThanTheRaw32Bytes() {
    assertTrue(PublicKeys.read("ed25519", SPKI).identity().isEmpty());
    assertTrue(PublicKeys.read("ed25519", Arrays.copyOf(RAW, 31)).identity().isEmpty());
    assertTrue(PublicKeys.read("ed25519", Arrays.copyOf(RAW, 33)).identity().isEmpty());
    assertTrue(PublicKeys.read("ed25519", new byte[0]).identity().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void refusesPointsOfSmallOrderOffTheCurveOrInASecondForm(String hex) {
    assertTrue(PublicKeys.read("ed25519", HexFormat.of().parseHex(hex)).identity().isEmpty());
  }

  @Test
  void certificatesOfEd25519KeysAreUnusable() {
    String pem = CertificateForge.of("CN=lab.example/a", SPKI).pem();
    VerificationKey key = TestKeys.certified(pem);
    assertTrue(key.identity().isEmpty());
    assertEquals(
        Optional.of("its certificate holds a key that is not of an elliptic curve"),
        key.certificate().orElseThrow().fault(new Gun("lab.example/a")));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
