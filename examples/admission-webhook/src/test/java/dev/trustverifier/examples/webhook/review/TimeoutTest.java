package dev.trustverifier.examples.webhook.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutTest {

  @ParameterizedTest
  @CsvSource({"30000,27000", "10000,9000", "2000,1750", "1000,750", "400,200", "0,0", "9999999,27000"})
  void leavesATenthAndAQuarterOfASecondAtLeastButNeverMoreThanHalf(long said, long forUse) {
    assertEquals(Duration.ofMillis(forUse), Timeout.forUse(Duration.ofMillis(said)));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
    "timeout=30s,27000", "timeout=2s,1750", "a=b&timeout=2000ms&c=d,1750", "timeout=1m,27000", "-,9000", "x=2s,9000",
    "timeout=,9000", "timeout=99999999999s,9000", "timeout=-1s,9000", "mytimeout=2s,9000"})
  void readsWhatTheServerSays(String query, long millis) {
    Deadline deadline = Timeout.deadline(request(query, Duration.ZERO));
    long left = deadline.remaining().toMillis();
    assertTrue(left <= millis && left > millis - 5000 && left > 0, () -> left + " of " + millis);
  }

  @Test
  void hasADeadlineEvenWhereNoneIsLeft() {
    assertTrue(Timeout.deadline(request("timeout=0s", Duration.ZERO)).hasPassed());
  }

  @Test
  void countsTheTimeThatTheRequestTookToCome() {
    Duration left = Timeout.deadline(request("timeout=10s", Duration.ofSeconds(4))).remaining();
    assertTrue(left.compareTo(Duration.ofSeconds(5)) <= 0, left.toString());
    assertTrue(Timeout.deadline(request("timeout=2s", Duration.ofSeconds(5))).hasPassed());
  }

  private static WebhookRequest request(@Nullable String query, Duration spent) {
    return new WebhookRequest(
        "/validate", Optional.ofNullable(query), new byte[0], new WebhookRequest.Means(spent, room -> true));
  }
}
