package dev.trustverifier.tuf.key;

import dev.trustverifier.tuf.chain.SignedMessage;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A point on one of the named curves. It is kept as its bytes: BouncyCastle hangs kilobytes of multiples on every point
 * that it has computed with, and most keys verify one signature and are then kept with their collection.
 */
final class EcKey implements SignatureKey {
  private static final int COMPRESSED_EVEN = 2;
  private static final int UNCOMPRESSED = 4;

  private final Curve curve;
  private final byte[] uncompressed;

  private EcKey(Curve curve, byte[] uncompressed) {
    this.curve = curve;
    this.uncompressed = uncompressed;
  }

  static EcKey read(SubjectKey key) throws UnusableKey {
    if (!key.algorithm().equals(X9ObjectIdentifiers.id_ecPublicKey) || key.parameters() == null) {
      throw new UnusableKey("a key that is not of an elliptic curve");
    }
    Curve curve = Curve.named(key.parameters()).orElseThrow(() -> new UnusableKey("a key on an unsupported curve"));
    byte[] bits = key.bits();
    // Infinity is 0; 6 and 7 are the hybrid form, which only wants to be told from the others.
    if (bits.length == 0 || bits[0] < COMPRESSED_EVEN || bits[0] > UNCOMPRESSED) {
      throw new UnusableKey("a point in an unsupported form");
    }
    try {
      return new EcKey(curve, curve.point(bits).getQ().getEncoded(false));
    } catch (IllegalArgumentException e) {
      throw new UnusableKey("a point that is not on its curve", e);
    }
  }

  @Override
  public String identity() {
    return "ec:" + curve + ":" + HexFormat.of().formatHex(uncompressed);
  }

  @Override
  public boolean verifies(SignatureMethod method, SignedMessage message, byte[] signature) {
    int width = curve.width();
    if (method != SignatureMethod.ECDSA || signature.length != 2 * width) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, curve.point(uncompressed));
    BigInteger r = new BigInteger(1, signature, 0, width);
    BigInteger s = new BigInteger(1, signature, width, width);
    return signer.verifySignature(message.sha256(), r, s);
  }
}
