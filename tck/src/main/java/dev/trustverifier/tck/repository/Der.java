package dev.trustverifier.tck.repository;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes as much DER as certificates need. */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int CONTEXT = 0xa0;
  private static final int LONG_FORM = 0x80;
  private static final int FIRST_GENERALIZED_YEAR = 2050;
  private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
  private static final DateTimeFormatter GENERALIZED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return element(SEQUENCE, concatenated(elements));
  }

  static byte[] set(byte[]... elements) {
    return element(SET, concatenated(elements));
  }

  static byte[] explicit(int tag, byte[] content) {
    return element(CONTEXT | tag, content);
  }

  static byte[] integer(BigInteger value) {
    return element(0x02, value.toByteArray());
  }

  static byte[] yes() {
    return element(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] nothing() {
    return element(0x05, new byte[0]);
  }

  static byte[] text(String value) {
    return element(0x0c, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A GeneralName: an IPv4 address if it is one, else a DNS name. */
  static byte[] host(String name) {
    if (!name.matches("[0-9]+(\\.[0-9]+){3}")) {
      return element(0x82, name.getBytes(StandardCharsets.US_ASCII));
    }
    ByteArrayOutputStream address = new ByteArrayOutputStream();
    Stream.of(name.split("\\.")).forEach(part -> address.write(Integer.parseInt(part)));
    return element(0x87, address.toByteArray());
  }

  static byte[] octets(byte[] content) {
    return element(0x04, content);
  }

  static byte[] bits(int unused, byte... content) {
    return element(0x03, concatenated(new byte[] {(byte) unused}, content));
  }

  static byte[] time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    boolean generalized = time.getYear() >= FIRST_GENERALIZED_YEAR;
    String text = (generalized ? GENERALIZED : UTC_TIME).format(time);
    return element(generalized ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] objectId(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeArc(out, 40 * Long.parseLong(arcs[0]) + Long.parseLong(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(out, Long.parseLong(arcs[i]));
    }
    return element(0x06, out.toByteArray());
  }

  private static void writeArc(ByteArrayOutputStream out, long arc) {
    for (int shift = 56; shift > 0; shift -= 7) {
      if (arc >>> shift != 0) {
        out.write((int) (arc >>> shift) & 0x7f | 0x80);
      }
    }
    out.write((int) arc & 0x7f);
  }

  private static byte[] element(int tag, byte[] content) {
    byte[] length = BigInteger.valueOf(content.length).toByteArray();
    int sign = length.length > 1 && length[0] == 0 ? 1 : 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= LONG_FORM) {
      out.write(LONG_FORM | length.length - sign);
    }
    out.write(length, sign, length.length - sign);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
