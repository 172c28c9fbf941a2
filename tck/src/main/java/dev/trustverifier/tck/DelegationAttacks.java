package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.RELEASES;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.SpecRule.DELEGATION_NAMED;
import static dev.trustverifier.SpecRule.HASH_MATCHES;
import static dev.trustverifier.SpecRule.KEYS_PRESENT;
import static dev.trustverifier.SpecRule.KEY_ID_IS_HASH;
import static dev.trustverifier.SpecRule.LISTED_FILE_PRESENT;
import static dev.trustverifier.SpecRule.NOT_EXPIRED;
import static dev.trustverifier.SpecRule.STRICT_JSON;
import static dev.trustverifier.SpecRule.THRESHOLD_MET;
import static dev.trustverifier.SpecRule.TYPE_MATCHES_ROLE;
import static dev.trustverifier.tck.Stage.ALICE;

import dev.trustverifier.Rejection;
import dev.trustverifier.Rejection.Expired;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.Missing;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Delegations to whom nobody delegated, under names that mislead, or with files that are not theirs. */
final class DelegationAttacks {
  private static final RoleName TEAM = new RoleName("targets/team");
  private static final RoleName CI = new RoleName("targets/team/ci");

  private DelegationAttacks() {}

  static List<Case> cases() {
    return Stream.of(names(), keys(), files(), releases(), nested(), honest())
        .flatMap(cases -> cases).toList();
  }

  private static Stream<Case> names() {
    return Stream.of(
        named("delegation-named-root", "root", "the root"),
        named("delegation-named-as-its-delegator", "targets", "its delegator"),
        named("delegation-named-by-a-way-out", "targets/../root", "a way out"),
        named("delegation-that-is-anothers-to-give", "targets/team/ci", "a role that is another delegator's to give"),
        named("delegation-with-an-empty-segment", "targets/a//b", "an empty segment"),
        named("delegation-without-a-segment", "targets/", "nothing"),
        named("delegation-with-a-long-name", "targets/" + "a".repeat(250), "more than 255 characters"),
        named("delegation-in-capitals", "targets/Alice", "capitals"),
        named("delegation-without-its-delegators-name", "alice", "no delegator"),
        Story.of("delegation-listed-twice", DELEGATION_NAMED, "a role is delegated to twice, to different keys")
            .update(publisher -> publisher.tamper(TARGETS, body -> {
              List<Object> roles = body.object("delegations").list("roles");
              roles.add(((JsonObject) roles.get(0)).copy());
            }))
            .refused(Malformed.class, TARGETS));
  }

  private static Case named(String id, String name, String what) {
    return Story.of(id, DELEGATION_NAMED, "a delegation's name is " + what)
        .update(publisher -> publisher.tamper(TARGETS, body -> delegation(body).put("name", name)))
        .refused(Malformed.class, TARGETS);
  }

  private static JsonObject delegation(JsonObject body) {
    return body.object("delegations").objects("roles").get(0);
  }

  private static Stream<Case> keys() {
    return Stream.of(
        Story.of("key-of-a-delegation-missing", KEYS_PRESENT, "a delegation's key is not there")
            .update(publisher -> publisher.tamper(
                TARGETS, body -> body.object("delegations").put("keys", new JsonObject())))
            .refused(Malformed.class, TARGETS),
        Story.of("key-of-a-delegation-under-anothers-id", KEY_ID_IS_HASH,
                "the id of a delegation's key leads to another")
            .update(publisher -> publisher.tamper(TARGETS, body -> {
              JsonObject keys = body.object("delegations").object("keys");
              keys.names().forEach(id -> keys.put(id, RoleSigner.generate(KeyAlgorithm.ECDSA_P256).entry()));
            }))
            .refused(Malformed.class, TARGETS),
        Story.of("root-key-in-place-of-a-delegations", THRESHOLD_MET,
                "the releases are signed by a key that counts for targets, and not for them")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> released(publisher).tamperEnvelope(RELEASES, file -> {
              file.signatures().clear();
              file.sign(publisher.keys(TARGETS).signers().get(0));
            }))
            .sound().then(stage -> stage.mends(RELEASES)).refused(ThresholdNotMet.class, RELEASES));
  }

  private static Stream<Case> files() {
    return Stream.of(
        file("delegation-of-another-type", TYPE_MATCHES_ROLE, "a delegation's file is a snapshot", Malformed.class,
            publisher -> publisher.tamper(ALICE, body -> body.put("_type", "Snapshot"))),
        file("delegation-is-junk", STRICT_JSON, "a delegation's file is no JSON", Malformed.class,
            publisher -> publisher.sign(ALICE).tamperFile(ALICE, file -> bytes("junk"))));
  }

  private static Case file(
      String name, SpecRule rule, String told, Class<? extends Rejection> type, Consumer<SimulatedRepository> change) {
    return Story.of(name, rule, told).needs(Capability.DELEGATIONS).update(change::accept).refused(type, ALICE);
  }

  private static Stream<Case> releases() {
    return Stream.of(
        Story.of("expired-releases-are-no-reason-to-look-elsewhere", NOT_EXPIRED,
                "the releases have expired, and targets list an older image of the tag")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> released(publisher).expires(RELEASES, Instant.EPOCH))
            .sound().then(stage -> stage.prolongs(RELEASES)).refused(Expired.class, RELEASES),
        Story.of("expired-releases-answer-for-no-tag", NOT_EXPIRED,
                "the releases have expired, and targets list a tag that may have been theirs")
            .needs(Capability.DELEGATIONS)
            .offered(stage -> stage.serve(stage.anotherPublisher().delegate(RELEASES)
                .addTarget(RELEASES, "v2", Stage.digest("v2")).expires(RELEASES, Instant.EPOCH).publish()))
            .sound().then(stage -> stage.prolongs(RELEASES)).refused(Expired.class, RELEASES),
        Story.of("unsigned-releases-are-no-reason-to-look-elsewhere", THRESHOLD_MET,
                "the releases have no signature, and targets list an older image of the tag")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> released(publisher).tamperEnvelope(RELEASES, file -> file.signatures().clear()))
            .sound().then(stage -> stage.mends(RELEASES)).refused(ThresholdNotMet.class, RELEASES),
        Story.of("withheld-releases-are-no-reason-to-look-elsewhere", LISTED_FILE_PRESENT,
                "the releases are not there, and targets list an older image of the tag")
            .needs(Capability.DELEGATIONS)
            .offered(stage -> stage.serve(released(stage.anotherPublisher()).publish().without(RELEASES)))
            .refused(Missing.class, RELEASES),
        Story.of("one-of-two-signs-the-releases", THRESHOLD_MET, "two keys must sign the releases, and one has, twice")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> {
              RoleKeys two = RoleKeys.fresh(KeyAlgorithm.ECDSA_P256, KeyAlgorithm.ECDSA_P256).threshold(2);
              released(publisher).keys(RELEASES, two).tamperEnvelope(RELEASES, file ->
                  file.drop(two.signers().get(1).id()).duplicate(two.signers().get(0).id()));
            })
            .sound().then(stage -> stage.mends(RELEASES)).refused(ThresholdNotMet.class, RELEASES));
  }

  private static SimulatedRepository released(SimulatedRepository publisher) {
    return publisher.delegate(RELEASES).addTarget(RELEASES, "v1", Stage.digest("release"));
  }

  private static Stream<Case> nested() {
    return Stream.of(
        Story.of("role-inherited-by-another-delegator", THRESHOLD_MET,
                "a team was given to other keys, who delegate to its old role anew; the server shows the old file")
            .needs(Capability.DELEGATIONS, Capability.NESTED_DELEGATIONS)
            .after(DelegationAttacks::teamReleases)
            .offered(stage -> {
              List<RoleSigner> before = stage.publisher.keys(CI).signers();
              stage.publisher.undelegate(TEAM).delegate(TEAM).version(TEAM, 2).delegate(CI)
                  .addTarget(CI, "v1", Stage.digest("v1")).tamperEnvelope(CI, file -> {
                    file.signatures().clear();
                    file.sign(before.get(0));
                  });
              stage.serve(stage.publisher.publish());
            })
            .sound().then(stage -> stage.mends(CI)).refused(ThresholdNotMet.class, CI),
        Story.of("fault-of-a-delegator-on-the-way", THRESHOLD_MET,
                "a role that may answer is hidden behind its delegator, whose file has no signature")
            .needs(Capability.DELEGATIONS, Capability.NESTED_DELEGATIONS)
            .after(DelegationAttacks::teamReleases)
            .offered(stage -> {
              stage.publisher.tamperEnvelope(TEAM, file -> file.signatures().clear());
              stage.serve(stage.publisher.publish());
            })
            .sound().then(stage -> stage.mends(TEAM)).refused(ThresholdNotMet.class, TEAM),
        Story.of("role-below-a-team-answers", DELEGATION_NAMED, "a tag is listed by a role below a team's")
            .needs(Capability.DELEGATIONS, Capability.NESTED_DELEGATIONS)
            .offered(DelegationAttacks::teamReleases)
            .trusted("v1", CI),
        Story.of("child-of-the-releases-blocks-no-tag", HASH_MATCHES,
                "a role below the releases lists the tag for another image, and nobody asked it")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> {
              RoleName child = new RoleName("targets/releases/x");
              publisher.delegate(RELEASES).sign(RELEASES).delegate(child).addTarget(child, "v1", Stage.digest("evil"));
            })
            .trusted());
  }

  private static void teamReleases(Stage stage) {
    stage.rule(Stage.firstUse().lookIn(CI, TARGETS));
    stage.publisher.delegate(TEAM).sign(TEAM).delegate(CI).addTarget(CI, "v1", Stage.digest("v1"));
    stage.publisher.addTarget(TARGETS, "v1", Stage.digest("lesser"));
    stage.serve(stage.publisher.publish()).trusts("v1", CI);
  }

  private static Stream<Case> honest() {
    return Stream.of(
        Story.of("releases-that-nobody-has-signed-yet", LISTED_FILE_PRESENT,
                "targets delegate to the releases, which have no file yet, and the snapshot lists none")
            .firstUse(publisher -> publisher.delegate(RELEASES))
            .trusted(),
        Story.of("unsigned-delegation-that-nobody-asks", THRESHOLD_MET,
                "a delegation besides the releases has no signature")
            .update(publisher -> publisher.tamperEnvelope(ALICE, file -> file.signatures().clear()))
            .trusted(),
        Story.of("releases-before-targets", DELEGATION_NAMED, "releases and targets list a tag for different images")
            .needs(Capability.DELEGATIONS).firstUse(DelegationAttacks::released)
            .trusted("release", RELEASES),
        Story.of("releases-by-rsa", THRESHOLD_MET, "the releases are signed by RSA, as docker's delegations often are")
            .needs(Capability.DELEGATIONS, Capability.RSA)
            .offered(stage -> stage.serve(
                released(stage.anotherPublisher()).keys(RELEASES, RoleKeys.of(stage.rsaKey())).publish()))
            .trusted("release", RELEASES));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
