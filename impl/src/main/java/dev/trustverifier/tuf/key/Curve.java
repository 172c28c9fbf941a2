package dev.trustverifier.tuf.key;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** The curves that the reference client knows. */
enum Curve {
  P224("P-224", SECObjectIdentifiers.secp224r1),
  P256("P-256", SECObjectIdentifiers.secp256r1),
  P384("P-384", SECObjectIdentifiers.secp384r1),
  P521("P-521", SECObjectIdentifiers.secp521r1);

  private final String label;
  private final ASN1ObjectIdentifier oid;
  private final ECDomainParameters domain;

  Curve(String label, ASN1ObjectIdentifier oid) {
    this.label = label;
    this.oid = oid;
    this.domain = new ECDomainParameters(CustomNamedCurves.getByOID(oid));
  }

  /** The curve that key parameters name. Parameters that spell a curve out are refused, be it a curve known here. */
  static Optional<Curve> named(ASN1Encodable parameters) {
    for (Curve curve : values()) {
      if (curve.oid.equals(parameters)) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  /** Throws IllegalArgumentException for what is no point of the curve. */
  ECPublicKeyParameters point(byte[] encoded) {
    return new ECPublicKeyParameters(domain.getCurve().decodePoint(encoded), domain);
  }

  /** The width of r, of s and of a coordinate, in bytes. */
  int width() {
    return (domain.getCurve().getFieldSize() + 7) / 8;
  }

  @Override
  public String toString() {
    return label;
  }
}
