package dev.trustverifier.tuf.key;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Time;

/**
 * When a certificate is valid, both ends included.
 *
 * @param begins notBefore
 * @param ends notAfter
 */
record ValidityWindow(Instant begins, Instant ends) {
  // As the reference: whoever has just made a certificate may have a clock that is ahead.
  private static final Duration GRACE = Duration.ofDays(1);
  private static final String SUFFIX = "GMT+00:00";
  private static final int DIGITS = "yyyyMMddHHmmss".length();

  static ValidityWindow of(Certificate certificate) {
    return new ValidityWindow(instant(certificate.getStartDate()), instant(certificate.getEndDate()));
  }

  /** Not by Time.getDate, which is lenient, and drags in the calendars of the locale. */
  private static Instant instant(Time time) {
    String text = time.getTime();
    if (text.length() != DIGITS + SUFFIX.length() || !text.endsWith(SUFFIX)) {
      throw new IllegalArgumentException("not a time to the second in UTC");
    }
    return LocalDateTime.of(
            number(text, 0, 4), number(text, 4, 6), number(text, 6, 8),
            number(text, 8, 10), number(text, 10, 12), number(text, 12, DIGITS))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  boolean isEmpty() {
    return begins.isAfter(ends);
  }

  boolean contains(Instant now) {
    return !now.isBefore(begins) && !now.isAfter(ends);
  }

  /** Why an instant is outside, with a day of grace at the beginning. */
  Optional<String> faultAt(Instant now) {
    if (now.isBefore(begins.minus(GRACE))) {
      return Optional.of("is not valid before " + begins);
    }
    return now.isAfter(ends) ? Optional.of("expired " + ends) : Optional.empty();
  }
}
