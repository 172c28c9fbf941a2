package dev.trustverifier.tuf.key;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The CERTIFICATE blocks of a PEM text, decoded, in their order; at least one. */
final class PemBundle {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int COLUMNS = 64;

  private final List<byte[]> blocks;
  private final boolean canonical;

  private PemBundle(List<byte[]> blocks, byte[] text) {
    this.blocks = List.copyOf(blocks);
    this.canonical = Arrays.equals(text, encoded(blocks));
  }

  /** Reads the blocks out of whatever surrounds them; a block with headers is not one of them. */
  static PemBundle read(byte[] pem) throws UnusableKey {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    List<byte[]> blocks = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int body = begin + BEGIN.length();
      int end = text.indexOf(END, body);
      if (end < 0) {
        break;
      }
      String base64 = text.substring(body, end);
      if (base64.indexOf(':') < 0) {
        blocks.add(decoded(base64));
      }
      begin = text.indexOf(BEGIN, end + END.length());
    }
    if (blocks.isEmpty()) {
      throw new UnusableKey("no certificate");
    }
    return new PemBundle(blocks, pem);
  }

  private static byte[] decoded(String base64) throws UnusableKey {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnusableKey("a certificate that is not base64", e);
    }
  }

  private static byte[] encoded(List<byte[]> blocks) {
    Base64.Encoder encoder = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'});
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] block : blocks) {
      text.writeBytes((BEGIN + "\n").getBytes(StandardCharsets.US_ASCII));
      text.writeBytes(encoder.encode(block));
      text.writeBytes(("\n" + END + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return text.toByteArray();
  }

  byte[] first() {
    return blocks.get(0);
  }

  List<byte[]> others() {
    return blocks.subList(1, blocks.size());
  }

  /** Whether the text is what Go's {@code pem.Encode} writes for these blocks, and nothing else. */
  boolean isCanonical() {
    return canonical;
  }
}
