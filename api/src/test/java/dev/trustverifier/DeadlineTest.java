package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void countsDown() {
    Deadline deadline = Deadline.after(Duration.ofMinutes(5));
    assertEquals(false, deadline.hasPassed());
    assertTrue(deadline.remaining().compareTo(Duration.ofMinutes(5)) <= 0);
    assertTrue(deadline.remaining().compareTo(Duration.ofMinutes(4)) > 0);
  }

  @Test
  void hasPassedAtOnceIfNoTimeIsGiven() {
    Deadline deadline = Deadline.after(Duration.ZERO);
    assertTrue(deadline.hasPassed());
    assertEquals(Duration.ZERO, deadline.remaining());
  }

  @Test
  void endsWithinAYearHoweverLongTheWait() {
    Duration remaining = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).remaining();
    assertTrue(remaining.compareTo(Duration.ofDays(365)) <= 0 && remaining.compareTo(Duration.ofDays(364)) > 0);
  }

  @Test
  void liesAhead() {
    assertThrows(IllegalArgumentException.class, () -> Deadline.after(Duration.ofNanos(-1)));
  }
}
