package dev.trustverifier.tck.repository;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;

/**
 * A fresh key pair.
 *
 * @param algorithm what it was made for
 * @param pair the keys
 */
record GeneratedKey(KeyAlgorithm algorithm, KeyPair pair) {
  private static final int ED25519_LENGTH = 32;

  static GeneratedKey fresh(KeyAlgorithm algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.family());
      generator.initialize(algorithm.parameters());
      return new GeneratedKey(algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform makes no " + algorithm, e);
    }
  }

  /** A SubjectPublicKeyInfo in DER. */
  byte[] subjectPublicKeyInfo() {
    return pair.getPublic().getEncoded();
  }

  /** As a bare key stands in metadata: DER, but the 32 bytes alone for Ed25519. */
  byte[] bareMaterial() {
    byte[] der = subjectPublicKeyInfo();
    return algorithm == KeyAlgorithm.ED25519 ? Arrays.copyOfRange(der, der.length - ED25519_LENGTH, der.length) : der;
  }

  byte[] sign(SignatureMethod method, byte[] message) {
    return method.sign(pair.getPrivate(), message);
  }
}
