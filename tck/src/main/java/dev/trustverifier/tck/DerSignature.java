package dev.trustverifier.tck;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** An ECDSA signature as X.509 has it, and Notary has not. */
final class DerSignature {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private DerSignature() {}

  /** Writes r and s, given side by side, as two integers of up to 127 bytes in all. */
  static byte[] of(byte[] sideBySide) {
    int half = sideBySide.length / 2;
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    for (byte[] part : new byte[][] {Arrays.copyOf(sideBySide, half), Arrays.copyOfRange(sideBySide, half, 2 * half)}) {
      byte[] number = new BigInteger(1, part).toByteArray();
      numbers.write(INTEGER);
      numbers.write(number.length);
      numbers.writeBytes(number);
    }
    ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    sequence.write(SEQUENCE);
    sequence.write(numbers.size());
    sequence.writeBytes(numbers.toByteArray());
    return sequence.toByteArray();
  }
}
