package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.RELEASES;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.COLLECTION_STAYS;
import static dev.trustverifier.SpecRule.DIGEST_LISTED;
import static dev.trustverifier.SpecRule.DIGEST_MATCHES;
import static dev.trustverifier.SpecRule.TAG_LISTED;

import dev.trustverifier.Caveat;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection.DigestMismatch;
import dev.trustverifier.Rejection.NotListed;
import dev.trustverifier.Rejection.Vanished;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Digests that the publisher does not list any more, and that some rule may still admit. */
final class FormerDigestAttacks {
  private static final Gun OTHER = new Gun("registry.example/team/other");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Freshness ADMITTED = Freshness.recheckAfter(Duration.ZERO).formerDigests(WEEK);
  private static final TrustPolicy BOTH =
      TrustPolicy.builder().rule("registry.example/team/*", Stage.firstUse().freshness(ADMITTED)).build();
  private static final String FORMER = "@" + Stage.digest("v1");

  private FormerDigestAttacks() {}

  static List<Case> cases() {
    return Stream.of(admitted(), refused(), withdrawn(), unproven()).flatMap(List::stream).toList();
  }

  /** Asked for the digest of {@code v1}, which was trusted by a rule that admits it for a week. */
  private static Story story(String name, SpecRule rule, String told) {
    return Story.of(name, rule, told).after(stage -> stage.fresh(ADMITTED).release("v1").trusts("v1"));
  }

  private static void movedOn(Stage stage, Duration later, String asked) {
    stage.later(later).moves("v1", "moved").asks(ImageReference.parse(Stage.GUN + asked));
  }

  private static List<Case> admitted() {
    return List.of(
        story("former-digest", DIGEST_MATCHES, "a tag has moved on, and what it was is asked for by its digest")
            .needs(Capability.FORMER_DIGESTS)
            .offered(stage -> movedOn(stage, DAY, ":v1" + FORMER))
            .trusted("v1", stage -> former(stage.marked())),
        story("former-digest-without-its-tag", DIGEST_LISTED, "the same, and the tag is not asked for")
            .needs(Capability.FORMER_DIGESTS, Capability.DIGEST_REFERENCES)
            .offered(stage -> movedOn(stage, DAY, FORMER))
            .trusted("v1", stage -> former(stage.marked())),
        story("former-digest-to-the-end-of-its-time", DIGEST_MATCHES, "the time counts from when it was last listed")
            .needs(Capability.FORMER_DIGESTS)
            .offered(stage -> {
              stage.later(DAY).trusts("v1");
              movedOn(stage, WEEK, ":v1" + FORMER);
            })
            .trusted("v1", stage -> former(stage.marked().plus(DAY))),
        story("tag-alone-of-a-former-digest", TAG_LISTED, "a tag alone is what it is signed for now")
            .offered(stage -> movedOn(stage, DAY, ":v1"))
            .trusted("moved"));
  }

  private static Caveat former(Instant lastListed) {
    return new Caveat.FormerDigest(Stage.digest("moved"), lastListed, lastListed.plus(WEEK));
  }

  private static List<Case> refused() {
    return List.of(
        Story.of("former-digest-by-another-rule", DIGEST_MATCHES, "the rule says nothing of former digests")
            .after(stage -> stage.release("v1").trusts("v1"))
            .offered(stage -> movedOn(stage, DAY, ":v1" + FORMER))
            .sound().refused(DigestMismatch.class, TARGETS),
        story("former-digest-after-its-time", DIGEST_MATCHES, "a tag moved on longer ago than the rule allows")
            .offered(stage -> movedOn(stage, WEEK.plusNanos(1), ":v1" + FORMER))
            .sound().refused(DigestMismatch.class, TARGETS),
        Story.of("digest-that-was-never-trusted", DIGEST_MATCHES, "nobody asked here for what the tag was before")
            .after(stage -> stage.fresh(ADMITTED).release("v1").release("v2").trusts("v2"))
            .offered(stage -> movedOn(stage, DAY, ":v1" + FORMER))
            .sound().refused(DigestMismatch.class, TARGETS),
        story("former-digest-of-another-tag", DIGEST_MATCHES, "it was trusted by another tag than the one asked for")
            .offered(stage -> {
              stage.release("v2");
              movedOn(stage, DAY, ":v2" + FORMER);
            })
            .sound().refused(DigestMismatch.class, TARGETS),
        Story.of("former-digest-of-another-collection", DIGEST_MATCHES, "it was trusted in another collection")
            .after(stage -> stage.policy(BOTH).release("v1").trusts("v1"))
            .offered(FormerDigestAttacks::elsewhere)
            .sound().refused(DigestMismatch.class, TARGETS));
  }

  private static void elsewhere(Stage stage) {
    SimulatedRepository other =
        SimulatedRepository.of(OTHER, stage.clock).addTarget(TARGETS, "v1", Stage.digest("moved"));
    stage.later(DAY).serve(other.publish()).asks(ImageReference.parse(OTHER + ":v1" + FORMER));
  }

  private static List<Case> withdrawn() {
    return List.of(
        story("former-digest-of-a-removed-tag", TAG_LISTED, "a tag that is gone did not move on")
            .offered(stage -> stage.later(DAY).serve(stage.publisher.removeTarget(TARGETS, "v1").publish())
                .asks(ImageReference.parse(Stage.GUN + ":v1" + FORMER)))
            .sound().refused(NotListed.class),
        story("former-digest-by-keys-taken-away", DIGEST_MATCHES, "its publisher took the keys away that signed it")
            .offered(stage -> {
              stage.publisher.rotate(TARGETS);
              movedOn(stage, DAY, ":v1" + FORMER);
            })
            .sound().refused(DigestMismatch.class, TARGETS),
        Story.of("former-digest-of-a-delegation-with-other-keys", DIGEST_MATCHES,
                "the delegation's keys were taken away that signed it")
            .needs(Capability.DELEGATIONS)
            .after(stage -> {
              stage.publisher.delegate(RELEASES);
              released(stage.fresh(ADMITTED), "v1").trusts("v1", RELEASES);
            })
            .offered(stage -> {
              stage.publisher.rotate(RELEASES);
              released(stage.later(DAY), "moved").asks(ImageReference.parse(Stage.GUN + ":v1" + FORMER));
            })
            .sound().refused(DigestMismatch.class, RELEASES),
        story("former-digest-that-its-signer-never-saw", DIGEST_MATCHES, "the rule asks for a signer by now")
            .needs(Capability.SIGNERS, Capability.DELEGATIONS)
            .offered(stage -> {
              stage.rule(Stage.firstUse().freshness(ADMITTED).signedBy("alice"));
              stage.publisher.delegate(Stage.ALICE).addTarget(Stage.ALICE, "v1", Stage.digest("moved"));
              movedOn(stage, DAY, ":v1" + FORMER);
            })
            .sound()
            .then(stage -> {
              stage.publisher.addTarget(Stage.ALICE, "next", Stage.digest("next"));
              stage.nextRelease();
            })
            .refused(DigestMismatch.class, TARGETS));
  }

  private static Stage released(Stage stage, String content) {
    return stage.serve(stage.publisher.addTarget(RELEASES, "v1", Stage.digest(content)).publish());
  }

  private static List<Case> unproven() {
    return List.of(
        story("former-digest-of-a-deleted-collection", COLLECTION_STAYS, "the tag moved on, and then all was deleted")
            .offered(stage -> {
              movedOn(stage, DAY, ":v1" + FORMER);
              stage.serve(new State(Stage.GUN, Map.of()));
            })
            .refused(Vanished.class, TIMESTAMP),
        story("former-digest-in-an-outage", COLLECTION_STAYS, "nobody can be asked whether the tag is still there")
            .offered(stage -> stage.later(DAY).goesDown().asks(ImageReference.parse(Stage.GUN + ":v1" + FORMER)))
            .undecided(Stage.DOWN.kind()));
  }
}
