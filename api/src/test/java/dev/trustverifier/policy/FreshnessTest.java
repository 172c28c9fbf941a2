package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.RoleName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void asksAgainAfterAMinuteAndRidesOutNothingByDefault() {
    assertEquals(new Freshness(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO), Freshness.defaults());
    assertEquals(Freshness.defaults(), TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness());
  }

  @Test
  void staysWithARuleWhateverElseIsSaidOfIt() {
    Freshness age = Freshness.recheckAfter(HOUR).rideOutOutage(HOUR.multipliedBy(2)).formerDigests(HOUR);
    TrustRule.Verify rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(age);
    assertEquals(age, rule.signedBy("alice").signedAs(new SignedAs.Prefix("a.example", "b.example")).freshness());
    assertEquals(age, rule.lookIn(RoleName.TARGETS).freshness());
  }

  @Test
  void ridesOutAnOutageForLongerThanNobodyIsAskedAnyway() {
    Freshness hourly = Freshness.recheckAfter(HOUR);
    assertThrows(IllegalArgumentException.class, () -> hourly.rideOutOutage(HOUR));
    assertEquals(HOUR.plusNanos(1), hourly.rideOutOutage(HOUR.plusNanos(1)).rideOutOutage());
    assertEquals(Duration.ZERO, hourly.rideOutOutage(Duration.ZERO).rideOutOutage());
  }

  @Test
  void isNeitherNegativeNorEndless() {
    Freshness defaults = Freshness.defaults();
    for (Duration wrong : new Duration[] {Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)}) {
      assertThrows(IllegalArgumentException.class, () -> Freshness.recheckAfter(wrong));
      assertThrows(IllegalArgumentException.class, () -> defaults.rideOutOutage(wrong));
      assertThrows(IllegalArgumentException.class, () -> defaults.formerDigests(wrong));
    }
  }

  @Test
  void isToldInTheSummaryOfARuleIfItIsNotTheDefault() {
    TrustRule.Verify rule = TrustRule.pinned(TrustPin.trustOnFirstUse());
    Freshness age = Freshness.recheckAfter(HOUR).rideOutOutage(Duration.ofHours(4)).formerDigests(Duration.ofDays(7));
    assertEquals(
        rule.summary() + ", asked again after PT1H, riding out outages for PT4H, with former digests for PT168H",
        rule.freshness(age).summary());
  }
}
