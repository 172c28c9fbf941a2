package dev.trustverifier.tck;

import static dev.trustverifier.SpecRule.COLLECTION_STAYS;
import static dev.trustverifier.SpecRule.DELEGATION_STAYS;
import static dev.trustverifier.SpecRule.VERSION_NOT_LOWER;
import static dev.trustverifier.SpecRule.VERSION_UNIQUE;
import static dev.trustverifier.tck.Stage.ALICE;

import dev.trustverifier.Rejection.Inconsistent;
import dev.trustverifier.Rejection.RolledBack;
import dev.trustverifier.Rejection.Vanished;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Old states, and parts of them, shown to a client that has seen newer ones. */
final class RollbackAttacks {
  private static final RoleName DEEP = new RoleName("targets/alice/deep");

  private RollbackAttacks() {}

  static List<Case> cases() {
    return Stream.of(wholeStates(), olderFiles(), singleFiles(), sameVersions(), keyChanges())
        .flatMap(List::stream).toList();
  }

  private static List<Case> wholeStates() {
    return List.of(
        Story.of("old-state-replayed", VERSION_NOT_LOWER, "the server shows the whole state of yesterday again")
            .shown(publisher -> publisher.history().get(0))
            .refused(RolledBack.class, RoleName.TIMESTAMP),
        Story.of("old-state-replayed-to-a-clock-set-back", VERSION_NOT_LOWER,
                "a state that has expired since is replayed to a client whose clock was set back")
            .after(stage -> {
              stage.release("v1").trusts("v1");
              stage.clock.advance(Duration.ofDays(30));
              stage.release("v2").trusts("v2");
            })
            .offered(stage -> {
              stage.clock.advance(Duration.ofDays(-30));
              stage.serve(stage.publisher.history().get(0));
            })
            .refused(RolledBack.class, RoleName.TIMESTAMP),
        Story.of("old-state-replayed-after-its-root-expired", VERSION_NOT_LOWER,
                "the remembered root expired while the client slept, rotations led on, and an old state is replayed")
            .after(stage -> {
              stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(30)));
              stage.release("v1").trusts("v1");
              stage.clock.advance(Duration.ofDays(60));
              stage.publisher.rotate(RoleName.ROOT).publish();
              stage.publisher.rotate(RoleName.ROOT)
                  .expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(30)));
              stage.release("v2").trusts("v2");
            })
            .offered(stage -> stage.serve(stage.publisher.history().get(0)))
            .refused(RolledBack.class, RoleName.TIMESTAMP),
        Story.of("clock-set-back-with-the-state-of-tomorrow", VERSION_NOT_LOWER,
                "the clock was set back, and the server shows what the client has seen")
            .after(Stage::twoReleases).offered(stage -> stage.clock.advance(Duration.ofHours(-12)))
            .trusted(),
        Story.of("same-state-again", VERSION_NOT_LOWER, "the server shows what the client has seen, once more")
            .after(Stage::twoReleases)
            .trusted(),
        Story.of("collection-deleted", COLLECTION_STAYS, "the server says that it never had such a collection")
            .shown(publisher -> new State(Stage.GUN, Map.of()))
            .refused(Vanished.class, RoleName.TIMESTAMP),
        Story.of("timestamp-withheld", COLLECTION_STAYS, "the server has every file but the timestamp")
            .shown(publisher -> publisher.state().without(RoleName.TIMESTAMP))
            .refused(Vanished.class, RoleName.TIMESTAMP));
  }

  /** Of each role: some clients forget what they knew of a file where the new one is shorter. */
  private static List<Case> olderFiles() {
    return Stream.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS, ALICE)
        .flatMap(role -> Stream.of(shorter(role), longer(role)))
        .toList();
  }

  private static Case shorter(RoleName role) {
    return older(role, "shorter")
        .after(stage -> seenTwice(stage, role, RollbackAttacks::pad))
        .offered(stage -> {
          stage.publisher.version(role, 1);
          stage.release("v3").asks("v3");
        })
        .refused(RolledBack.class, role);
  }

  private static Case longer(RoleName role) {
    return older(role, "longer")
        .after(stage -> seenTwice(stage, role, SimulatedRepository::sign))
        .offered(stage -> {
          pad(stage.publisher.version(role, 1), role);
          stage.release("v3").asks("v3");
        })
        .refused(RolledBack.class, role);
  }

  private static Story older(RoleName role, String than) {
    String name = role.isDelegation() ? "delegation" : role.value();
    Story story = Story.of(
        name + "-rolled-back-to-a-" + than + "-file", VERSION_NOT_LOWER,
        "an older file of " + name + " is shown, " + than + " than the one that is remembered");
    return role.isDelegation() ? story.needs(Capability.DELEGATIONS) : story;
  }

  private static void seenTwice(Stage stage, RoleName role, BiConsumer<SimulatedRepository, RoleName> change) {
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a"));
    stage.release("v1").trusts("v1");
    change.accept(stage.publisher, role);
    stage.release("v2").trusts("v2");
  }

  private static void pad(SimulatedRepository publisher, RoleName role) {
    publisher.tamper(role, body -> body.put("padding", "-".repeat(1000)));
  }

  private static List<Case> singleFiles() {
    return List.of(
        Story.of("delegation-dropped-from-the-snapshot", DELEGATION_STAYS,
                "the snapshot no longer lists a delegation that targets still make")
            .needs(Capability.DELEGATIONS)
            .update(publisher -> publisher.tamper(
                RoleName.SNAPSHOT, body -> body.object("meta").remove(ALICE.value())))
            .refused(Vanished.class, ALICE),
        Story.of("delegation-taken-back", DELEGATION_STAYS,
                "targets end a delegation, and the snapshot lists it no more")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.publisher.undelegate(ALICE);
              stage.release("v3").asks("v3");
            })
            .trusted(),
        Story.of("delegation-given-to-keys-that-have-not-signed-yet", DELEGATION_STAYS,
                "a delegation is taken back and given to somebody who has signed nothing yet")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.publisher.undelegate(ALICE).delegate(ALICE);
              stage.release("v3").asks("v3");
            })
            .trusted(),
        rolledBackAfterAWhile(ALICE, "delegation-rolled-back-once-it-was-set-aside",
            "a delegation had expired for a while, and returns in an older version"),
        rolledBackAfterAWhile(DEEP, "delegation-rolled-back-once-its-delegator-was-set-aside",
            "a delegation could not be reached for a while, since the one above it had expired, and returns older"),
        Story.of("delegation-given-again-unseen", DELEGATION_STAYS,
                "a delegation is taken back and given to the same keys while nobody looked: an attack looks like that")
            .needs(Capability.DELEGATIONS)
            .after(RollbackAttacks::delegatedToAliceAtSeven)
            .offered(stage -> {
              RoleKeys keys = stage.publisher.keys(ALICE);
              stage.publisher.undelegate(ALICE).delegate(ALICE, keys, "");
              stage.release("v3").asks("v3");
            })
            .then(stage -> {
              stage.publisher.delegate(ALICE);
              stage.nextRelease();
            })
            .refused(Vanished.class, ALICE),
        Story.of("delegation-given-again-starts-anew", VERSION_NOT_LOWER,
                "a delegation is taken back, and much later given to the same keys, at version 1")
            .after(RollbackAttacks::delegatedToAliceAtSeven)
            .offered(stage -> {
              RoleKeys keys = stage.publisher.keys(ALICE);
              stage.publisher.undelegate(ALICE);
              stage.release("v2").trusts("v2");
              stage.publisher.delegate(ALICE, keys, "").addTarget(ALICE, "a", Stage.digest("a")).version(ALICE, 1);
              stage.release("v3").asks("v3");
            })
            .trusted());
  }

  private static Case rolledBackAfterAWhile(RoleName role, String name, String story) {
    return Story.of(name, VERSION_NOT_LOWER, story)
        .needs(Capability.DELEGATIONS)
        .after(stage -> {
          stage.publisher.delegate(ALICE).delegate(DEEP).version(role, 7)
              .expires(ALICE, stage.clock.instant().plus(Duration.ofDays(1)));
          stage.release("v1").trusts("v1");
          stage.later(Duration.ofDays(2)).release("v2").trusts("v2");
        })
        .offered(stage -> {
          stage.publisher.version(role, 6).expires(ALICE, stage.clock.instant().plus(Duration.ofDays(99)));
          stage.release("v3").asks("v3");
        })
        .refused(RolledBack.class, role);
  }

  private static void delegatedToAliceAtSeven(Stage stage) {
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a")).version(ALICE, 7);
    stage.release("v1").trusts("v1");
  }

  private static List<Case> sameVersions() {
    return List.of(
        anotherOfTheSameVersion(RoleName.TIMESTAMP),
        anotherOfTheSameVersion(RoleName.SNAPSHOT),
        anotherOfTheSameVersion(RoleName.TARGETS),
        Story.of("tag-moved-within-a-version", VERSION_UNIQUE,
                "targets of the same version have another image for a tag")
            .update(publisher -> publisher.addTarget(RoleName.TARGETS, "v1", Stage.digest("evil"))
                .version(RoleName.TARGETS, publisher.version(RoleName.TARGETS)))
            .refused(Inconsistent.class, RoleName.TARGETS),
        Story.of("another-delegation-of-the-same-version", VERSION_UNIQUE,
                "one version of a delegation has two contents")
            .needs(Capability.DELEGATIONS)
            .update(publisher -> publisher.addTarget(ALICE, "a", Stage.digest("evil"))
                .version(ALICE, publisher.version(ALICE)))
            .refused(Inconsistent.class, ALICE),
        signedAnew(RoleName.TARGETS),
        signedAnew(RoleName.ROOT));
  }

  private static Case anotherOfTheSameVersion(RoleName role) {
    return Story.of("another-" + role + "-of-the-same-version", VERSION_UNIQUE, "one version has two contents")
        .update(publisher -> publisher.tamper(role, body -> body.put("note", "other"))
            .version(role, publisher.version(role)))
        .refused(Inconsistent.class, role);
  }

  private static Case signedAnew(RoleName role) {
    return Story.of(role + "-signed-anew-with-the-same-words", VERSION_UNIQUE,
            "a file of the same version says the same, under other signatures")
        .update(publisher -> publisher.sign(role).version(role, publisher.version(role)))
        .trusted();
  }

  private static List<Case> keyChanges() {
    return List.of(
        fastForward(RoleName.TIMESTAMP),
        fastForward(RoleName.SNAPSHOT),
        fastForward(RoleName.TARGETS),
        fastForwardHealed(RoleName.TIMESTAMP),
        fastForwardHealed(RoleName.SNAPSHOT),
        fastForwardHealed(RoleName.TARGETS),
        thiefDismissed(RoleName.TIMESTAMP),
        thiefDismissed(RoleName.SNAPSHOT),
        Story.of("fast-forward-of-a-delegation-healed", VERSION_NOT_LOWER,
                "a delegation that a thief drove to a high version starts anew with other keys")
            .needs(Capability.DELEGATIONS, Capability.FAST_FORWARD_RECOVERY)
            .after(RollbackAttacks::delegatedToAliceAtSeven)
            .offered(stage -> {
              stage.publisher.rotate(ALICE).version(ALICE, 1);
              stage.release("v2").asks("v2");
            })
            .trusted(),
        Story.of("delegators-other-keys-reset-no-delegation", VERSION_NOT_LOWER,
                "targets get other keys, and under cover of that a delegation is rolled back")
            .needs(Capability.DELEGATIONS)
            .after(RollbackAttacks::delegatedToAliceAtSeven)
            .offered(stage -> {
              stage.publisher.rotate(RoleName.TARGETS).version(ALICE, 6);
              stage.serve(stage.publisher.publish());
            })
            .then(Stage::takenBack)
            .refused(RolledBack.class, ALICE),
        Story.of("key-added-to-targets-lets-no-old-file-in", VERSION_NOT_LOWER,
                "targets get a second key, and under cover of that are rolled back")
            .after(Stage::twoReleases)
            .offered(stage -> withAnotherKey(stage.publisher, RoleName.TARGETS, stage))
            .refused(RolledBack.class, RoleName.TARGETS),
        Story.of("key-added-to-a-delegation-lets-no-old-file-in", VERSION_NOT_LOWER,
                "a delegation gets a second key, and under cover of that is rolled back")
            .needs(Capability.DELEGATIONS)
            .after(Stage::twoReleases)
            .offered(stage -> withAnotherKey(stage.publisher, ALICE, stage))
            .refused(RolledBack.class, ALICE));
  }

  private static void withAnotherKey(SimulatedRepository publisher, RoleName role, Stage stage) {
    RoleSigner known = publisher.keys(role).signers().get(0);
    publisher.keys(role, RoleKeys.of(known, RoleSigner.generate(KeyAlgorithm.ECDSA_P256))).version(role, 1);
    stage.serve(publisher.publish());
  }

  private static Case fastForward(RoleName role) {
    return Story.of("fast-forward-of-" + role + "-not-healed", VERSION_NOT_LOWER,
            "a thief drives a version up, and without a word of the root it is low again")
        .after(stage -> drivenUp(role, stage))
        .offered(stage -> {
          stage.publisher.version(role, 3);
          stage.serve(stage.publisher.publish());
        })
        .refused(RolledBack.class, role);
  }

  private static Case fastForwardHealed(RoleName role) {
    return Story.of("fast-forward-of-" + role + "-healed", VERSION_NOT_LOWER,
            "a thief drives a version up, the publisher takes the key away, and the role starts anew")
        .needs(Capability.FAST_FORWARD_RECOVERY)
        .after(stage -> drivenUp(role, stage))
        .offered(stage -> {
          stage.publisher.rotate(role).version(role, 1);
          stage.release("v2").asks("v2");
        })
        .trusted();
  }

  private static Case thiefDismissed(RoleName role) {
    return Story.of("fast-forward-of-" + role + "-healed-though-a-key-stays", VERSION_NOT_LOWER,
            "of two keys a thief's drives a version up; it is taken away, the other stays, and the role starts anew")
        .needs(Capability.FAST_FORWARD_RECOVERY)
        .after(stage -> {
          RoleKeys both = RoleKeys.fresh(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ECDSA_P256);
          stage.publisher.keys(role, both);
          stage.release("v1").trusts("v1");
          stage.publisher.version(role, 1L << 40)
              .tamperEnvelope(role, file -> file.drop(both.signers().get(1).id()));
          stage.serve(stage.publisher.publish()).trusts("v1");
        })
        .offered(stage -> {
          RoleSigner honest = stage.publisher.keys(role).signers().get(1);
          stage.publisher.keys(role, RoleKeys.of(honest)).version(role, 2);
          stage.release("v2").asks("v2");
        })
        .trusted();
  }

  private static void drivenUp(RoleName role, Stage stage) {
    stage.release("v1").trusts("v1");
    stage.publisher.version(role, 1L << 40);
    stage.serve(stage.publisher.publish()).trusts("v1");
  }
}
