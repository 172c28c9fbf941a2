package dev.trustverifier.examples.webhook.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {

  private static String pem(String label, byte[] der) {
    return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
        + "-----\n";
  }

  private static PrivateKey generate(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (size > 0) {
      generator.initialize(size);
    }
    KeyPair pair = generator.generateKeyPair();
    return pair.getPrivate();
  }

  @ParameterizedTest
  @CsvSource({"RSA,2048", "EC,256", "EC,384", "Ed25519,0"})
  void readsTheFormOfPkcs8(String algorithm, int size) throws GeneralSecurityException {
    PrivateKey key = generate(algorithm, size);
    String commented = "# a comment\n" + pem("PRIVATE KEY", key.getEncoded());
    assertArrayEquals(key.getEncoded(), PemKey.read(commented).getEncoded());
  }

  @Test
  void readsTheOlderFormsOfRsaAndEc() throws GeneralSecurityException, IOException {
    PrivateKey rsa = generate("RSA", 2048);
    assertEquals(rsa, PemKey.read(pem("RSA PRIVATE KEY", inner(rsa).toASN1Primitive().getEncoded())));
    PrivateKey ec = generate("EC", 256);
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.getEncoded());
    ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
    ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
    byte[] whole = new ECPrivateKey(256, bare.getKey(), curve).getEncoded();
    assertEquals(
        ((java.security.interfaces.ECPrivateKey) ec).getS(),
        ((java.security.interfaces.ECPrivateKey) PemKey.read(pem("EC PRIVATE KEY", whole))).getS());
  }

  private static ASN1Encodable inner(PrivateKey key) throws IOException {
    return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"})
  void refusesAnythingElse(String pem) {
    assertThrows(IllegalArgumentException.class, () -> PemKey.read(pem));
  }
}
