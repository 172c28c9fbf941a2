package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.tuf.chain.SignedMessage;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaTest {
  private static final VerificationKey KEY = TestKeys.bare("rsa", TestKeys.RSA);
  private static final BigInteger MODULUS = ((RSAPublicKey) TestKeys.RSA.getPublic()).getModulus();
  private static final BigInteger EXPONENT = ((RSAPublicKey) TestKeys.RSA.getPublic()).getPublicExponent();
  private static final byte[] PKCS1 = TestKeys.sign(TestKeys.RSA, "SHA256withRSA");
  private static final byte[] PSS = pss("SHA-256", MGF1ParameterSpec.SHA256, 32);

  private static byte[] pss(String hash, MGF1ParameterSpec mask, int salt) {
    return TestKeys.sign(TestKeys.RSA, "RSASSA-PSS", new PSSParameterSpec(hash, "MGF1", mask, salt, 1));
  }

  @Test
  void acceptsBothSchemesEachUnderItsOwnName() {
    assertTrue(KEY.verifies("rsapss", TestKeys.MESSAGE, PSS));
    assertTrue(KEY.verifies("rsapkcs1v15", TestKeys.MESSAGE, PKCS1));
    assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, PKCS1));
    assertFalse(KEY.verifies("rsapkcs1v15", TestKeys.MESSAGE, PSS));
    assertFalse(KEY.verifies("pycrypto-pkcs#1 pss", TestKeys.MESSAGE, PSS));
    assertFalse(KEY.verifies("ecdsa", TestKeys.MESSAGE, PSS));
    assertFalse(KEY.verifies("rsapss", TestKeys.message("{}"), PSS));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 31, 33, 64, 222})
  void refusesOtherSaltLengths(int salt) {
    assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, pss("SHA-256", MGF1ParameterSpec.SHA256, salt)));
  }

  @Test
  void refusesOtherHashes() {
    assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, pss("SHA-256", MGF1ParameterSpec.SHA1, 32)));
    assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, pss("SHA-384", MGF1ParameterSpec.SHA384, 32)));
    assertFalse(KEY.verifies("rsapkcs1v15", TestKeys.MESSAGE, TestKeys.sign(TestKeys.RSA, "SHA512withRSA")));
    assertFalse(KEY.verifies("rsapkcs1v15", TestKeys.MESSAGE, TestKeys.sign(TestKeys.RSA, "SHA1withRSA")));
  }

  @Test
  void refusesSignaturesOfAnotherLengthThanTheModulus() {
    byte[] padded = new byte[PKCS1.length + 1];
    System.arraycopy(PKCS1, 0, padded, 1, PKCS1.length);
    for (byte[] bad : new byte[][] {padded, Arrays.copyOf(PKCS1, 257), TestKeys.withoutLast(PKCS1), {}}) {
      assertFalse(KEY.verifies("rsapkcs1v15", TestKeys.MESSAGE, bad));
      assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, bad));
    }
    byte[] beyond = TestKeys.join(BigInteger.ZERO, MODULUS.add(BigInteger.ONE), 256);
    assertFalse(KEY.verifies("rsapss", TestKeys.MESSAGE, Arrays.copyOfRange(beyond, 256, 512)));
  }

  @ParameterizedTest
  @CsvSource({"1024, false", "2047, false", "2048, true", "3072, true", "8192, true", "8193, false"})
  void takes2048To8192Bits(int bits, boolean usable) throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    byte[] spki = spki(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, modulus, EXPONENT);
    assertEquals(usable, PublicKeys.read("rsa", spki).identity().isPresent());
  }

  @Test
  void refusesOtherKindsOfKeyAndBrokenOnes() throws Exception {
    ASN1ObjectIdentifier rsa = PKCSObjectIdentifiers.rsaEncryption;
    assertTrue(usable(rsa, DERNull.INSTANCE, MODULUS, EXPONENT));
    assertFalse(usable(PKCSObjectIdentifiers.id_RSASSA_PSS, DERNull.INSTANCE, MODULUS, EXPONENT));
    assertFalse(usable(rsa, null, MODULUS, EXPONENT));
    assertFalse(usable(rsa, DERNull.INSTANCE, MODULUS.negate(), EXPONENT));
    assertFalse(usable(rsa, DERNull.INSTANCE, MODULUS.subtract(BigInteger.ONE), EXPONENT));
    assertTrue(usable(rsa, DERNull.INSTANCE, MODULUS, BigInteger.valueOf(1L << 30 | 1)), "31 bits");
    for (long exponent : new long[] {-3, 0, 1, 2, 65536, 1L << 31 | 1}) {
      assertFalse(usable(rsa, DERNull.INSTANCE, MODULUS, BigInteger.valueOf(exponent)), "e = " + exponent);
    }
    assertTrue(TestKeys.bare("rsa", TestKeys.P256).identity().isEmpty());
  }

  private static boolean usable(ASN1ObjectIdentifier oid, ASN1Encodable parameters, BigInteger n, BigInteger e)
      throws Exception {
    return PublicKeys.read("rsa", spki(oid, parameters, n, e)).identity().isPresent();
  }

  private static byte[] spki(ASN1ObjectIdentifier oid, ASN1Encodable parameters, BigInteger n, BigInteger e)
      throws Exception {
    AlgorithmIdentifier algorithm =
        parameters == null ? new AlgorithmIdentifier(oid) : new AlgorithmIdentifier(oid, parameters);
    ASN1EncodableVector numbers = new ASN1EncodableVector();
    numbers.add(new ASN1Integer(n));
    numbers.add(new ASN1Integer(e));
    return new SubjectPublicKeyInfo(algorithm, new DERSequence(numbers)).getEncoded("DER");
  }

  @Test
  void anotherModulusOrExponentIsAnotherKey() throws Exception {
    ASN1ObjectIdentifier rsa = PKCSObjectIdentifiers.rsaEncryption;
    byte[] modulus = spki(rsa, DERNull.INSTANCE, MODULUS.add(BigInteger.TWO), EXPONENT);
    byte[] exponent = spki(rsa, DERNull.INSTANCE, MODULUS, BigInteger.valueOf(3));
    for (byte[] other : new byte[][] {modulus, exponent}) {
      VerificationKey key = PublicKeys.read("rsa", other);
      assertTrue(key.identity().isPresent());
      assertNotEquals(KEY.identity(), key.identity());
    }
  }

  @Test
  void aKeyAndItsCertificateAreOneKeyIfTheTypeIsRight() {
    String pem = CertificateForge.of("CN=lab.example/a", TestKeys.RSA.getPublic().getEncoded()).pem();
    VerificationKey certified = PublicKeys.read("rsa-x509", pem.getBytes(StandardCharsets.US_ASCII));
    assertEquals(KEY.identity(), certified.identity());
    assertEquals(KEY.id(), certified.canonicalId());
    assertTrue(certified.verifies("rsapss", TestKeys.MESSAGE, PSS));
    assertTrue(TestKeys.certified(pem).identity().isEmpty());
    assertFalse(TestKeys.certified(pem).verifies("rsapss", TestKeys.MESSAGE, PSS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-root", "plain"})
  void aRealRootVerifiesUnderItsOwnCertificate(String collection) {
    String json = TestKeys.text(TestKeys.root(collection));
    Matcher signature =
        Pattern.compile("\"signatures\":\\[\\{\"keyid\":\"(\\w+)\",\"method\":\"(\\w+)\",\"sig\":\"([^\"]+)\"")
            .matcher(json);
    assertTrue(signature.find());
    TestKeys.Listed key = TestKeys.rootKeyIn(TestKeys.root(collection));
    assertEquals(signature.group(1), key.id());
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    int from = "{\"signed\":".length();
    SignedMessage message = new SignedMessage(bytes, from, json.indexOf(",\"signatures\":[{") - from);
    byte[] value = Base64.getDecoder().decode(signature.group(3));
    assertTrue(key.read().verifies(signature.group(2), message, value));
    value[40] ^= 1;
    assertFalse(key.read().verifies(signature.group(2), message, value));
  }
}
