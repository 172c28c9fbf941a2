package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.tuf.chain.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaTest {
  private static final X9ECParameters NIST256 = SECNamedCurves.getByName("secp256r1");
  private static final byte[] SIGNATURE = TestKeys.signEcdsa(TestKeys.P256, 32);
  private static final VerificationKey KEY = TestKeys.bare("ecdsa", TestKeys.P256);

  static Stream<Arguments> curves() {
    return Stream.of(
        Arguments.of(TestKeys.P256, 32), Arguments.of(TestKeys.P384, 48), Arguments.of(TestKeys.P521, 66));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void acceptsSha256OnEveryCurveInExactlyItsWidth(KeyPair keys, int width) {
    VerificationKey key = TestKeys.bare("ecdsa", keys);
    byte[] signature = TestKeys.signEcdsa(keys, width);
    assertTrue(key.verifies("ecdsa", TestKeys.MESSAGE, signature));
    assertFalse(key.verifies("ecdsa", TestKeys.message("{}"), signature));
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.withoutLast(signature)));
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, Arrays.copyOf(signature, 2 * width + 1)));
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, Arrays.copyOf(signature, 2 * width + 2)));
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.sign(keys, "SHA256withECDSA")), "DER");
  }

  @Test
  void acceptsP224WhichTheJdkLacks() throws Exception {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    ECDomainParameters p224 = new ECDomainParameters(CustomNamedCurves.getByOID(SECObjectIdentifiers.secp224r1));
    generator.init(new ECKeyGenerationParameters(p224, new SecureRandom()));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    ECDSASigner signer = new ECDSASigner();
    signer.init(true, keys.getPrivate());
    BigInteger[] numbers = signer.generateSignature(TestKeys.MESSAGE.sha256());
    byte[] point = ((ECPublicKeyParameters) keys.getPublic()).getQ().getEncoded(false);
    byte[] spki = spki(SECObjectIdentifiers.secp224r1, point);
    byte[] signature = TestKeys.join(numbers[0], numbers[1], 28);

    assertTrue(PublicKeys.read("ecdsa", spki).verifies("ecdsa", TestKeys.MESSAGE, signature));
    String pem = CertificateForge.of("CN=lab.example/a", spki).pem();
    assertTrue(TestKeys.certified(pem).verifies("ecdsa", TestKeys.MESSAGE, signature));
  }

  @Test
  void acceptsHighS() {
    BigInteger s = NIST256.getN().subtract(new BigInteger(1, SIGNATURE, 32, 32));
    assertTrue(KEY.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.join(new BigInteger(1, SIGNATURE, 0, 32), s, 32)));
  }

  @Test
  void refusesNumbersOutOfRangeOrSwapped() {
    BigInteger r = new BigInteger(1, SIGNATURE, 0, 32);
    BigInteger s = new BigInteger(1, SIGNATURE, 32, 32);
    BigInteger n = NIST256.getN();
    for (byte[] bad : new byte[][] {
      TestKeys.join(s, r, 32),
      TestKeys.join(BigInteger.ZERO, s, 32),
      TestKeys.join(r, BigInteger.ZERO, 32),
      TestKeys.join(BigInteger.ZERO, BigInteger.ZERO, 32),
      TestKeys.join(n, s, 32),
      TestKeys.join(r, n, 32),
      new byte[0]
    }) {
      assertFalse(KEY.verifies("ecdsa", TestKeys.MESSAGE, bad));
    }
  }

  @Test
  void refusesNumbersThatAreOnlyRightModuloTheOrder() {
    BigInteger n = SECNamedCurves.getByName("secp521r1").getN();
    byte[] signature = TestKeys.signEcdsa(TestKeys.P521, 66);
    BigInteger r = new BigInteger(1, signature, 0, 66);
    BigInteger s = new BigInteger(1, signature, 66, 66);
    VerificationKey key = TestKeys.bare("ecdsa", TestKeys.P521);
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.join(r.add(n), s, 66)));
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.join(r, s.add(n), 66)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa", "ECDSA", "eCdSa"})
  void methodsAreReadInAnyCase(String method) {
    assertTrue(KEY.verifies(method, TestKeys.MESSAGE, SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ecdsa ", "ecdsa-sha2-nistp256", "eddsa", "ed25519", "rsapss", "rsapkcs1v15", "ecd\u017Fa"})
  void otherMethodsDoNotFit(String method) {
    assertFalse(KEY.verifies(method, TestKeys.MESSAGE, SIGNATURE));
  }

  @Test
  void theKelvinSignIsNoK() {
    byte[] signature = TestKeys.sign(TestKeys.RSA, "SHA256withRSA");
    VerificationKey rsa = TestKeys.bare("rsa", TestKeys.RSA);
    assertTrue(rsa.verifies("RSAPKCS1V15", TestKeys.MESSAGE, signature));
    assertFalse(rsa.verifies("rsap\u212Acs1v15", TestKeys.MESSAGE, signature));
  }

  @Test
  void theSameKeyIsTheSameInEveryGuise() throws Exception {
    byte[] point = point(TestKeys.P256);
    byte[] compressed = NIST256.getCurve().decodePoint(point).getEncoded(true);
    String pem = CertificateForge.of("CN=lab.example/a", TestKeys.P256).pem();
    VerificationKey packed = PublicKeys.read("ecdsa", spki(SECObjectIdentifiers.secp256r1, compressed));
    assertEquals(KEY.identity(), packed.identity());
    assertEquals(KEY.identity(), TestKeys.certified(pem).identity());
    assertNotEquals(KEY.id(), packed.id());
    assertTrue(packed.verifies("ecdsa", TestKeys.MESSAGE, SIGNATURE));
    assertNotEquals(KEY.identity(), TestKeys.bare("ecdsa", TestKeys.P384).identity());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesCompressedPointsOnEitherSide(boolean odd) throws Exception {
    ECPoint point = NIST256.getG();
    point = point.normalize().getAffineYCoord().testBitZero() == odd ? point : point.negate();
    VerificationKey packed = PublicKeys.read("ecdsa", spki(SECObjectIdentifiers.secp256r1, point.getEncoded(true)));
    VerificationKey plain = PublicKeys.read("ecdsa", spki(SECObjectIdentifiers.secp256r1, point.getEncoded(false)));
    assertTrue(packed.identity().isPresent());
    assertEquals(plain.identity(), packed.identity());
  }

  @Test
  void refusesPointsThatAreNotOnTheCurveOrInAnOddForm() throws Exception {
    byte[] astray = point(TestKeys.P256);
    astray[40] ^= 1;
    byte[] hybrid = point(TestKeys.P256);
    hybrid[0] = (byte) (6 + (hybrid[64] & 1));
    for (byte[] bad : new byte[][] {astray, hybrid, {0}, {}, {4}, Arrays.copyOf(point(TestKeys.P256), 64)}) {
      assertUnusable(spki(SECObjectIdentifiers.secp256r1, bad));
    }
    assertUnusable(spki(SECObjectIdentifiers.secp384r1, point(TestKeys.P256)));
  }

  @Test
  void refusesCurvesThatAreSpelledOutOrUnknownOrImplied() throws Exception {
    assertUnusable(spki(NIST256, point(TestKeys.P256)));
    assertUnusable(spki(SECObjectIdentifiers.secp256k1, point(TestKeys.P256)));
    assertUnusable(spki(DERNull.INSTANCE, point(TestKeys.P256)));
    assertUnusable(
        new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), point(TestKeys.P256))
            .getEncoded("DER"));
  }

  @Test
  void refusesBytesAfterTheKeyAndOtherEncodingsThanDer() throws Exception {
    byte[] good = TestKeys.P256.getPublic().getEncoded();
    assertUnusable(Arrays.copyOf(good, good.length + 1));
    byte[] longLength = new byte[good.length + 1];
    longLength[0] = 0x30;
    longLength[1] = (byte) 0x81;
    System.arraycopy(good, 1, longLength, 2, good.length - 1);
    assertUnusable(longLength);
    assertUnusable(TestKeys.withoutLast(good));
    assertUnusable(TestKeys.RSA.getPublic().getEncoded());
  }

  private static void assertUnusable(byte[] material) {
    VerificationKey key = PublicKeys.read("ecdsa", material);
    assertTrue(key.identity().isEmpty());
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, SIGNATURE));
    assertEquals(key.id(), key.canonicalId());
  }

  private static byte[] point(KeyPair keys) {
    byte[] spki = ((ECPublicKey) keys.getPublic()).getEncoded();
    return SubjectPublicKeyInfo.getInstance(spki).getPublicKeyData().getOctets();
  }

  private static byte[] spki(ASN1Encodable parameters, byte[] point) throws IOException {
    return new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters), point)
        .getEncoded("DER");
  }
}
