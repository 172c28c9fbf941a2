package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Rejection;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock: a verdict is always the one that a verifier gives which starts at that moment. */
class ClockJumpTest {
  private static final TrustRule RULE = rule(Freshness.defaults());

  private static TrustRule rule(Freshness freshness) {
    return TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(freshness);
  }

  private static Kept kept() {
    return new Kept(new InProcessTrustMemory(), Freshness.defaults()).publish("v1", "one");
  }

  /** The rule that refuses, or that it is trusted. */
  private static String outcome(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected
        ? rejected.rejection().rule() + " " + rejected.rejection().role()
        : verdict.getClass().getSimpleName();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "PT-96000H", "PT-24H", "PT-1H", "PT-5S", "PT5S", "PT50S", "PT1H", "PT312H", "PT360H", "PT96000H"})
  void aWarmVerdictIsTheOneOfAFreshStart(String jump) {
    try (Kept warm = kept()) {
      warm.trusted(":v1");
      String after = outcome(warm.after(Duration.parse(jump)).verdict(":v1"));
      assertEquals(outcome(warm.restart(RULE).verdict(":v1")), after);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-96000H", "PT-24H", "PT50S", "PT1H", "PT360H", "PT96000H"})
  void aJumpWhileRefreshingChangesTheNextVerdictOnly(String jump) {
    try (Kept refreshing = kept()) {
      refreshing.server.afterRequest(2, () -> refreshing.clock.advance(Duration.parse(jump)));
      refreshing.trusted(":v1");
      String after = outcome(refreshing.verdict(":v1"));
      assertEquals(outcome(refreshing.restart(RULE).verdict(":v1")), after);
    }
  }

  @Test
  void aClockThatIsRightAgainIsBelievedAgain() {
    try (Kept warm = kept()) {
      warm.trusted(":v1");
      assertInstanceOf(Rejection.Expired.class, rejection(warm.after(Duration.ofDays(15)).verdict(":v1")));
      warm.after(Duration.ofDays(-15)).trusted(":v1");
      assertInstanceOf(
          Rejection.InvalidCertificate.class, rejection(warm.after(Duration.ofDays(-4000)).verdict(":v1")));
      warm.after(Duration.ofDays(4000)).trusted(":v1");
    }
  }

  @Test
  void anOutageIsNotRiddenOutLongerForAClockThatIsSetBack() {
    Duration hour = Duration.ofHours(1);
    try (Kept riding = kept().restart(rule(Freshness.defaults().rideOutOutage(hour)))) {
      riding.trusted(":v1");
      riding.server.fail(Kept.DOWN);
      riding.after(hour).trusted(":v1");
      riding.after(Duration.ofSeconds(1)).undecided(":v1");
      riding.after(hour.multipliedBy(-2)).undecided(":v1");
    }
  }

  private static Rejection rejection(Verdict verdict) {
    return assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message()).rejection();
  }
}
