package dev.trustverifier.tuf.key;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A SubjectPublicKeyInfo, its key not yet read. The arrays are not to be written to.
 *
 * @param algorithm the kind of the key
 * @param parameters what the algorithm needs, such as a curve; null if absent
 * @param bits the key
 * @param der the whole structure
 */
record SubjectKey(ASN1ObjectIdentifier algorithm, @Nullable ASN1Encodable parameters, byte[] bits, byte[] der) {

  static SubjectKey of(byte[] der) throws UnusableKey {
    return StrictDer.read(der, "a key", value -> of(SubjectPublicKeyInfo.getInstance(value)));
  }

  /** Throws whatever BouncyCastle throws for a structure that is none. */
  static SubjectKey of(SubjectPublicKeyInfo info) throws IOException {
    return new SubjectKey(
        info.getAlgorithm().getAlgorithm(),
        info.getAlgorithm().getParameters(),
        info.getPublicKeyData().getOctets(),
        info.getEncoded());
  }
}
