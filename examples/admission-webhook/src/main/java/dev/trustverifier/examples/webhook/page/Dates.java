package dev.trustverifier.examples.webhook.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Instants for people, in UTC. */
final class Dates {
  private Dates() {}

  static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** How long until then, in days, or in hours if that is not even two. */
  static String until(Instant now, Instant then) {
    Duration left = Duration.between(now, then);
    if (left.isNegative()) {
      return "expired";
    }
    return left.toDays() < 2 ? "in " + left.toHours() + " h" : "in " + left.toDays() + " days";
  }
}
