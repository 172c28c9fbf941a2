package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Caveat;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a verdict is given without asking, and what happens when nobody can be asked. */
class FreshnessOfVerdictsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Kept riding = new Kept(new InProcessTrustMemory(), Freshness.defaults().rideOutOutage(HOUR));
  private final Kept plain = new Kept(new InProcessTrustMemory(), Freshness.defaults());

  @AfterEach
  void close() {
    riding.close();
    plain.close();
  }

  @Test
  void asksNobodyForTheTimeThatTheRuleSays() {
    plain.publish("v1", "one").trusted(":v1");
    int asked = plain.requests();
    plain.after(Duration.ofSeconds(44)).trusted(":v1");
    assertEquals(asked, plain.requests());
  }

  @Test
  void refreshesInTheBackgroundBeforeThatRunsOut() {
    plain.publish("v1", "one").trusted(":v1");
    int asked = plain.requests();
    plain.after(Duration.ofSeconds(46)).trusted(":v1");
    Kept.await(() -> plain.requests() == asked + 1);
    assertEquals(List.of("timestamp.json"), plain.server.requestsSince(asked));
  }

  @Test
  void waitsForOneRefreshOnceItHasRunOut() {
    plain.publish("v1", "one").trusted(":v1");
    plain.publish("v1", "two");
    assertEquals(Kept.digest("one"), plain.after(Duration.ofSeconds(30)).trusted(":v1").digest());
    assertEquals(Kept.digest("two"), plain.after(Duration.ofSeconds(30)).trusted(":v1").digest());
  }

  @Test
  void isUndecidedOnceItHasRunOutAndNobodyCanBeAsked() {
    plain.publish("v1", "one").trusted(":v1");
    plain.server.fail(Kept.DOWN);
    plain.after(Duration.ofSeconds(59)).trusted(":v1");
    assertEquals(Outage.Kind.UNREACHABLE, plain.after(Duration.ofSeconds(1)).undecided(":v1"));
    plain.server.recover();
    assertEquals(List.of(), plain.trusted(":v1").caveats());
  }

  @Test
  void ridesOutAnOutageForTheTimeThatTheRuleSaysAndSaysSo() {
    Instant checked = riding.clock.instant();
    riding.publish("v1", "one").trusted(":v1");
    riding.server.fail(Kept.DOWN);
    TrustedImage image = riding.after(MINUTE).trusted(":v1");
    assertEquals(List.of(new Caveat.Outdated(checked, Kept.DOWN, checked.plus(HOUR))), image.caveats());
    assertEquals(checked.plus(HOUR), image.expires());
    riding.after(HOUR.minus(MINUTE)).trusted(":v1");
    assertEquals(Outage.Kind.UNREACHABLE, riding.after(Duration.ofSeconds(1)).undecided(":v1"));
  }

  @Test
  void doesNotAskEveryTimeWhileItRidesOutAnOutage() {
    riding.publish("v1", "one").trusted(":v1");
    riding.server.fail(Kept.DOWN);
    riding.after(MINUTE).trusted(":v1");
    int asked = riding.requests();
    riding.after(Duration.ofSeconds(30)).trusted(":v1");
    assertEquals(asked, riding.requests());
  }

  @Test
  void anOutageThatOnlyAnImpatientCallerSawDoesNotStandForThoseWithMoreTime() {
    riding.publish("v1", "one").trusted(":v1");
    riding.publish("v1", "two").after(MINUTE);
    Caveat.Outdated caveat = (Caveat.Outdated) riding.trustedInAHurry(":v1").caveats().get(0);
    assertEquals(Outage.Kind.TIMED_OUT, caveat.outage().kind());
    TrustedImage image = riding.trusted(":v1");
    assertEquals(Kept.digest("two"), image.digest());
    assertEquals(List.of(), image.caveats());
  }

  @Test
  void anOutageThatAPatientCallerSawStandsForAnImpatientOne() {
    riding.publish("v1", "one").trusted(":v1");
    riding.server.fail(Kept.DOWN);
    riding.after(MINUTE).trusted(":v1");
    int asked = riding.requests();
    Caveat.Outdated caveat = (Caveat.Outdated) riding.trustedInAHurry(":v1").caveats().get(0);
    assertEquals(Kept.DOWN, caveat.outage());
    assertEquals(asked, riding.requests());
  }

  @Test
  void hasNoCaveatAnyMoreOnceTheSourceIsBack() {
    riding.publish("v1", "one").trusted(":v1");
    riding.server.fail(Kept.DOWN);
    assertEquals(1, riding.after(MINUTE).trusted(":v1").caveats().size());
    riding.server.recover();
    assertEquals(List.of(), riding.after(MINUTE).trusted(":v1").caveats());
  }

  @Test
  void doesNotRideOutAnOutagePastAnExpiry() {
    riding.publisher.expires(RoleName.TIMESTAMP, riding.clock.instant().plus(MINUTE.multipliedBy(2)));
    riding.publish("v1", "one").trusted(":v1");
    riding.server.fail(Kept.DOWN);
    riding.after(MINUTE.multipliedBy(2)).trusted(":v1");
    assertEquals(Outage.Kind.UNREACHABLE, riding.after(Duration.ofSeconds(1)).undecided(":v1"));
  }

  @Test
  void neverStandsInForARefusal() {
    riding.publish("v1", "one").trusted(":v1");
    riding.server.answer(name -> true, new Fetched.Absent());
    assertEquals(SpecRule.COLLECTION_STAYS, riding.after(MINUTE).rejected(":v1"));
    riding.server.recover().fail(Kept.DOWN);
    assertEquals(Outage.Kind.UNREACHABLE, riding.undecided(":v1"));
  }

  @Test
  void noLongerAnswersWhatARefreshInTheBackgroundRefused() {
    plain.publish("v1", "one").trusted(":v1");
    plain.server.answer(name -> true, new Fetched.Absent());
    int asked = plain.requests();
    plain.after(Duration.ofSeconds(46)).trusted(":v1");
    Kept.await(() -> plain.requests() > asked);
    Kept.await(() -> !(plain.verdict(":v1") instanceof Verdict.Trusted));
    assertEquals(SpecRule.COLLECTION_STAYS, plain.rejected(":v1"));
  }

  @Test
  void anInterruptIsNoOutageToRideOut() {
    riding.publish("v1", "one").trusted(":v1");
    Thread.currentThread().interrupt();
    Outage.Kind kind = riding.after(MINUTE).undecided(":v1");
    assertEquals(true, Thread.interrupted());
    assertEquals(Outage.Kind.INTERRUPTED, kind);
    assertEquals(List.of(), riding.trusted(":v1").caveats());
  }

  @Test
  void anOutageOfTheMemoryIsRiddenOutToo() {
    FailingMemory memory = new FailingMemory();
    try (Kept kept = new Kept(memory, Freshness.defaults().rideOutOutage(HOUR))) {
      kept.publish("v1", "one").trusted(":v1");
      memory.fail();
      Caveat caveat = kept.after(MINUTE).trusted(":v1").caveats().get(0);
      assertEquals(Outage.Kind.MEMORY, assertInstanceOf(Caveat.Outdated.class, caveat).outage().kind());
    }
  }
}
