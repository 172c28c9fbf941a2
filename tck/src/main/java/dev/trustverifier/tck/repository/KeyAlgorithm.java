package dev.trustverifier.tck.repository;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that sign here, weak ones included. */
public enum KeyAlgorithm {
  /** ECDSA on P-256, what Notary makes by default. */
  ECDSA_P256("EC", new ECGenParameterSpec("secp256r1"), "ecdsa", SignatureMethod.ECDSA),
  /** ECDSA on P-384; signs SHA-256 all the same. */
  ECDSA_P384("EC", new ECGenParameterSpec("secp384r1"), "ecdsa", SignatureMethod.ECDSA),
  /** ECDSA on P-521; signs SHA-256 all the same. */
  ECDSA_P521("EC", new ECGenParameterSpec("secp521r1"), "ecdsa", SignatureMethod.ECDSA),
  /** Ed25519. */
  ED25519("Ed25519", NamedParameterSpec.ED25519, "ed25519", SignatureMethod.EDDSA),
  /** RSA with 2048 bits, the least that counts; signs with PSS. */
  RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "rsa", SignatureMethod.RSA_PSS),
  /** RSA with 1024 bits, which must not count. */
  RSA_1024("RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4), "rsa", SignatureMethod.RSA_PSS);

  private final String family;
  private final AlgorithmParameterSpec parameters;
  private final String keyType;
  private final SignatureMethod method;

  KeyAlgorithm(String family, AlgorithmParameterSpec parameters, String keyType, SignatureMethod method) {
    this.family = family;
    this.parameters = parameters;
    this.keyType = keyType;
    this.method = method;
  }

  String family() {
    return family;
  }

  AlgorithmParameterSpec parameters() {
    return parameters;
  }

  String keyType() {
    return keyType;
  }

  SignatureMethod method() {
    return method;
  }
}
