package dev.trustverifier.tuf.key;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/** ASN.1 in its one distinguished encoding. */
final class StrictDer {
  private StrictDer() {}

  /** A reading of parsed ASN.1 as something more specific; BouncyCastle reports misfits by exceptions of many kinds. */
  interface Reading<T> {
    T of(ASN1Primitive value) throws IOException;
  }

  /** Parses bytes that are exactly one value, and encode back to themselves. */
  static <T> T read(byte[] der, String what, Reading<T> reading) throws UnusableKey {
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(der);
      if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
        throw new UnusableKey(what + " that is not DER");
      }
      return reading.of(value);
    } catch (IOException | RuntimeException e) {
      throw new UnusableKey(what + " that cannot be read", e);
    }
  }
}
