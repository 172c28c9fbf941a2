package dev.trustverifier.tuf.key;

import dev.trustverifier.tuf.chain.SignedMessage;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * An RSA key of 2048 to 8192 bits. The reference has no upper limit, but twice the bits take four times as long to
 * verify.
 */
final class RsaKey implements SignatureKey {
  private static final int SHORTEST = 2048;
  private static final int LONGEST = 8192;
  private static final int LONGEST_EXPONENT = 31;
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

  private final BigInteger modulus;
  private final BigInteger exponent;
  private final PublicKey key;

  private RsaKey(BigInteger modulus, BigInteger exponent) throws UnusableKey {
    this.modulus = modulus;
    this.exponent = exponent;
    try {
      this.key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      throw new UnusableKey("an RSA key that this platform refuses", e);
    }
  }

  static boolean isRsa(SubjectKey key) {
    return key.algorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  static RsaKey read(SubjectKey key) throws UnusableKey {
    if (!isRsa(key) || !DERNull.INSTANCE.equals(key.parameters())) {
      throw new UnusableKey("a key that is not for RSA");
    }
    BigInteger[] numbers = StrictDer.read(key.bits(), "an RSA key", value -> numbers(ASN1Sequence.getInstance(value)));
    int size = numbers[0].bitLength();
    if (numbers[0].signum() <= 0 || size < SHORTEST || size > LONGEST) {
      throw new UnusableKey("an RSA key of " + size + " bits");
    }
    boolean sound = numbers[0].testBit(0) && numbers[1].testBit(0) && numbers[1].compareTo(BigInteger.ONE) > 0;
    if (!sound || numbers[1].bitLength() > LONGEST_EXPONENT) {
      throw new UnusableKey("an RSA key that is none");
    }
    return new RsaKey(numbers[0], numbers[1]);
  }

  private static BigInteger[] numbers(ASN1Sequence sequence) {
    if (sequence.size() != 2) {
      throw new IllegalArgumentException("not a modulus and an exponent");
    }
    return new BigInteger[] {
      ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
      ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
    };
  }

  @Override
  public String identity() {
    return "rsa:" + HexFormat.of().formatHex(modulus.toByteArray()) + ":" + exponent;
  }

  @Override
  public boolean verifies(SignatureMethod method, SignedMessage message, byte[] signature) {
    boolean pss = method == SignatureMethod.RSA_PSS;
    if (!pss && method != SignatureMethod.RSA_PKCS1 || signature.length != (modulus.bitLength() + 7) / 8) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(pss ? "RSASSA-PSS" : "SHA256withRSA");
      if (pss) {
        verifier.setParameter(PSS);
      }
      verifier.initVerify(key);
      verifier.update(message.buffer(), message.offset(), message.length());
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
