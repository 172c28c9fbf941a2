package dev.trustverifier.tuf.registry;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code Retry-After} in both its forms: seconds, or a date. A date counts from the answer's own {@code Date}, so
 * that our clock and the server's need not agree; only an answer without one is measured by our clock.
 */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
    return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> {
      if (SECONDS.matcher(value).matches()) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant sent = headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
      return date(value).map(then -> then.isBefore(sent) ? Duration.ZERO : Duration.between(sent, then));
    });
  }

  /** A date as HTTP writes it; Notary's own ends with UTC where GMT should be. */
  private static Optional<Instant> date(String value) {
    try {
      String strict = value.strip().replaceFirst(" UTC$", " GMT");
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(strict)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
