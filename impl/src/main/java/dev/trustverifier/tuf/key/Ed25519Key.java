package dev.trustverifier.tuf.key;

import dev.trustverifier.tuf.chain.SignedMessage;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key. */
final class Ed25519Key implements SignatureKey {
  private final String hex;
  private final Ed25519.PublicPoint point;

  private Ed25519Key(String hex, Ed25519.PublicPoint point) {
    this.hex = hex;
    this.point = point;
  }

  /** Refuses points of small order too: anyone can sign for those. */
  static Ed25519Key read(byte[] material) throws UnusableKey {
    if (material.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw new UnusableKey("an Ed25519 key of " + material.length + " bytes");
    }
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(material, 0);
    if (point == null) {
      throw new UnusableKey("a point that is not on its curve");
    }
    return new Ed25519Key(HexFormat.of().formatHex(material), point);
  }

  @Override
  public String identity() {
    return "ed25519:" + hex;
  }

  @Override
  public boolean verifies(SignatureMethod method, SignedMessage message, byte[] signature) {
    return method == SignatureMethod.EDDSA
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, point, message.buffer(), message.offset(), message.length());
  }
}
