package dev.trustverifier.tck.repository;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** How Notary signs metadata. */
public enum SignatureMethod {
  /** ECDSA over SHA-256 on any curve; r and s side by side, not DER. */
  ECDSA("ecdsa", "SHA256withECDSAinP1363Format", null),
  /** Ed25519. */
  EDDSA("eddsa", "Ed25519", null),
  /** RSASSA-PSS with SHA-256, MGF1 with SHA-256, and a salt of 32 bytes. */
  RSA_PSS(
      "rsapss", "RSASSA-PSS",
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC)),
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RSA_PKCS1("rsapkcs1v15", "SHA256withRSA", null);

  private final String label;
  private final String algorithm;
  private final @Nullable AlgorithmParameterSpec parameters;

  SignatureMethod(String label, String algorithm, @Nullable AlgorithmParameterSpec parameters) {
    this.label = label;
    this.algorithm = algorithm;
    this.parameters = parameters;
  }

  /**
   * What a signature's {@code method} says.
   *
   * @return such as {@code ecdsa}
   */
  public String label() {
    return label;
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      if (parameters != null) {
        signature.setParameter(parameters);
      }
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("an " + key.getAlgorithm() + " key does not sign by " + label, e);
    }
  }
}
