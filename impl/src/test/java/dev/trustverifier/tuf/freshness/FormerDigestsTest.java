package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Caveat;
import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A digest that was trusted stays admissible for a while after its tag has moved on, if the rule says so. */
class FormerDigestsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Freshness OPTION = Freshness.defaults().formerDigests(WEEK);
  private static final String ONE = "@" + Kept.digest("one");

  private final FailingMemory memory = new FailingMemory();
  private final Kept kept = new Kept(memory, OPTION);

  @AfterEach
  void close() {
    kept.close();
  }

  private Kept movedOn() {
    kept.publish("v1", "one").trusted(":v1");
    return kept.publish("v1", "two").after(MINUTE);
  }

  private static TrustRule.Verify rule() {
    return TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(OPTION);
  }

  @Test
  void admitsAPinnedPodWhoseTagHasMovedOnAndSaysSo() {
    Instant listed = kept.clock.instant();
    TrustedImage image = movedOn().trusted(":v1" + ONE);
    assertEquals(Kept.GUN + ":v1" + ONE, image.pinnedReference());
    assertEquals(
        List.of(new Caveat.FormerDigest(Kept.digest("two"), listed, listed.plus(WEEK))), image.caveats());
    assertEquals(listed.plus(WEEK), image.expires());
    assertEquals(Set.of(RoleName.TARGETS), image.signers());
    assertEquals(image.digest(), kept.trusted(ONE).digest());
  }

  @Test
  void isOffByDefault() {
    kept.restart(TrustRule.pinned(TrustPin.trustOnFirstUse()));
    movedOn();
    assertEquals(SpecRule.DIGEST_MATCHES, kept.rejected(":v1" + ONE));
    assertEquals(SpecRule.DIGEST_LISTED, kept.rejected(ONE));
  }

  @Test
  void survivesARestart() {
    movedOn().restart(rule());
    assertInstanceOf(Caveat.FormerDigest.class, kept.trusted(":v1" + ONE).caveats().get(0));
  }

  @Test
  void endsWhenTheTimeIsOver() {
    movedOn().after(WEEK.minus(MINUTE)).trusted(":v1" + ONE);
    assertEquals(SpecRule.DIGEST_MATCHES, kept.after(Duration.ofSeconds(1)).rejected(":v1" + ONE));
  }

  @Test
  void countsFromWhenTheDigestWasLastListed() {
    kept.publish("v1", "one").trusted(":v1");
    kept.after(WEEK).trusted(":v1");
    kept.publish("v1", "two").after(WEEK).trusted(":v1" + ONE);
  }

  @Test
  void aTagAloneMeansWhatItIsSignedForNow() {
    TrustedImage image = movedOn().trusted(":v1");
    assertEquals(Kept.digest("two"), image.digest());
    assertEquals(List.of(), image.caveats());
  }

  @Test
  void admitsNoDigestThatWasNeverTrustedHere() {
    kept.publish("v1", "one").publish("v1", "two").trusted(":v1");
    assertEquals(SpecRule.DIGEST_MATCHES, kept.rejected(":v1" + ONE));
  }

  @Test
  void admitsADigestByTheTagOnlyThatItHad() {
    kept.publish("v2", "other");
    assertEquals(SpecRule.DIGEST_MATCHES, movedOn().rejected(":v2" + ONE));
  }

  @Test
  void admitsNothingByATagThatWasRemoved() {
    kept.publish("v1", "one").publish("v2", "two").trusted(":v1");
    kept.publisher.removeTarget(RoleName.TARGETS, "v1").publish();
    assertEquals(SpecRule.TAG_LISTED, kept.after(MINUTE).rejected(":v1" + ONE));
    assertEquals(SpecRule.DIGEST_LISTED, kept.rejected(ONE));
  }

  @Test
  void admitsNothingThatKeysSignedWhichWereTakenAway() {
    kept.publish("v1", "one").trusted(":v1");
    kept.publisher.rotate(RoleName.TARGETS);
    assertEquals(SpecRule.DIGEST_MATCHES, kept.publish("v1", "two").after(MINUTE).rejected(":v1" + ONE));
  }

  @Test
  void admitsNothingOfACollectionThatIsRefused() {
    movedOn().trusted(":v1" + ONE);
    kept.server.answer(name -> true, new Fetched.Absent());
    assertEquals(SpecRule.COLLECTION_STAYS, kept.after(MINUTE).rejected(":v1" + ONE));
    kept.server.recover().fail(Kept.DOWN);
    assertEquals(Outage.Kind.UNREACHABLE, kept.undecided(":v1" + ONE));
  }

  @Test
  void admitsNothingThatTheSignersOfTodayDidNotSign() {
    movedOn().trusted(":v1" + ONE);
    kept.publisher.delegate(new RoleName("targets/alice"));
    kept.publisher.addTarget(new RoleName("targets/alice"), "v1", Kept.digest("two")).publish();
    kept.restart(rule().signedBy("alice"));
    kept.trusted(":v1");
    assertEquals(SpecRule.DIGEST_MATCHES, kept.rejected(":v1" + ONE));
  }

  @Test
  void admitsWhatTheSignersSignedThen() {
    RoleName alice = new RoleName("targets/alice");
    kept.publisher.delegate(alice).addTarget(alice, "v1", Kept.digest("one"));
    kept.restart(rule().signedBy("alice")).publish("v1", "one").trusted(":v1");
    kept.publisher.addTarget(alice, "v1", Kept.digest("two"));
    TrustedImage image = kept.publish("v1", "two").after(MINUTE).trusted(":v1" + ONE);
    assertEquals(Set.of(RoleName.TARGETS, alice), image.signers());
  }

  @Test
  void remembersWhatWasTrustedWithoutAskingByARefreshInTheBackground() {
    kept.publish("v1", "one").publish("v2", "two").trusted(":v2");
    kept.trusted(":v1");
    kept.trusted(":v1");
    Kept.await(() -> memory.writes() == 2);
    Kept.await(() -> remembered().size() == 2);
    kept.restart(rule()).publish("v1", "three").after(MINUTE).trusted(":v1" + ONE);
  }

  @Test
  void writesTheMemoryOncePerRefreshAndForOtherRulesWithoutImages() {
    movedOn().trusted(":v1");
    assertEquals(2, memory.writes());
    assertEquals(List.of("v1", "v1"), remembered().stream().map(OnceTrusted::tag).toList());
    kept.restart(TrustRule.pinned(TrustPin.trustOnFirstUse())).trusted(":v1");
    assertEquals(2, remembered().size());
  }

  private List<OnceTrusted> remembered() {
    MemoryKey key = new MemoryKey(Kept.GUN, MemoryKey.Basis.FIRST_USE);
    Recalled recalled = memory.recall(key, Deadline.after(MINUTE));
    return assertInstanceOf(Recalled.Known.class, recalled).remembered().onceTrusted();
  }

  @Test
  void remembersABoundedNumber() {
    for (int i = 0; i < OnceTrusted.MOST + 5; i++) {
      kept.publisher.addTarget(RoleName.TARGETS, "v" + i, Kept.digest("content " + i));
    }
    kept.publisher.publish();
    for (int i = 0; i < OnceTrusted.MOST + 5; i++) {
      kept.trusted(":v" + i);
    }
    kept.after(MINUTE).trusted(":v0");
    kept.after(MINUTE).trusted(":v0");
    assertEquals(OnceTrusted.MOST, remembered().size());
  }

  @Test
  void doesNotAskTimeAndAgainForTheSakeOfWhatCannotBeRemembered() {
    kept.publish("v1", "one").publish("v2", "two").trusted(":v1");
    kept.server.fail(Kept.DOWN);
    kept.trusted(":v2");
    int asked = kept.requests();
    kept.trusted(":v2");
    Kept.await(() -> kept.requests() == asked + 1);
    Deadline soon = Deadline.after(Duration.ofMillis(200));
    while (!soon.hasPassed()) {
      kept.trusted(":v2");
    }
    assertEquals(asked + 1, kept.requests());
  }
}
