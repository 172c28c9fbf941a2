package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the API server waits, as it says itself by {@code ?timeout=10s}. An answer that comes later is none, so the
 * gate gives up a little earlier: by a tenth, by 250 ms at least, and never by more than half.
 */
final class Timeout {
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long LEAST_MARGIN_MILLIS = 250;
  private static final Pattern PARAMETER = Pattern.compile("(?:^|&)timeout=([0-9]{1,6})(ms|s|m)(?:&|$)");

  private Timeout() {}

  static Deadline deadline(WebhookRequest request) {
    return Deadline.after(left(request.query(), request.means().spent()));
  }

  static Duration left(Optional<String> query, Duration spent) {
    Duration left = forUse(query.flatMap(Timeout::said).orElse(USUAL)).minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Optional<Duration> said(String query) {
    Matcher matcher = PARAMETER.matcher(query);
    if (!matcher.find()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    });
  }

  static Duration forUse(Duration said) {
    long millis = Math.min(said.toMillis(), LONGEST.toMillis());
    long margin = Math.min(Math.max(millis / 10, LEAST_MARGIN_MILLIS), millis / 2);
    return Duration.ofMillis(millis - margin);
  }
}
