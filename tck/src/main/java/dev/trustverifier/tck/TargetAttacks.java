package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.RELEASES;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.SpecRule.BODY_SHAPE;
import static dev.trustverifier.SpecRule.DIGEST_LISTED;
import static dev.trustverifier.SpecRule.DIGEST_MATCHES;
import static dev.trustverifier.SpecRule.PATHS_RESPECTED;
import static dev.trustverifier.SpecRule.TAG_LISTED;
import static dev.trustverifier.SpecRule.TARGET_HAS_DIGEST;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection.DigestMismatch;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.NotListed;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Images that nobody entitled signed, though their collection is sound. */
final class TargetAttacks {
  private TargetAttacks() {}

  static List<Case> cases() {
    return Stream.of(paths(), tags(), digests(), rows()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> paths() {
    RoleName child = new RoleName("targets/releases/x");
    return Stream.of(
        beyond("tag-beyond-the-paths-of-the-releases", "the releases list a tag outside their paths", "team-"),
        beyond("path-is-no-pattern", "a path looks like a pattern, and is a beginning of names", "v*"),
        beyond("path-longer-than-the-tag", "a path begins with the tag, and not the other way round", "v1.0"),
        beyond("path-in-capitals", "a path is written in capitals", "V"),
        Story.of("role-without-paths", PATHS_RESPECTED, "the releases have no path at all")
            .needs(Capability.DELEGATIONS)
            .offered(stage -> stage.serve(without(stage.anotherPublisher(), new String[0]).publish()))
            .sound().refused(NotListed.class, RELEASES),
        Story.of("child-with-wider-paths-than-its-delegator", PATHS_RESPECTED,
                "a role hands on what it may not sign itself")
            .needs(Capability.DELEGATIONS, Capability.NESTED_DELEGATIONS)
            .after(stage -> stage.rule(Stage.firstUse().lookIn(child)))
            .offered(stage -> stage.serve(stage.anotherPublisher()
                .delegate(RELEASES, fresh(), "team-").sign(RELEASES)
                .delegate(child, fresh(), "").addTarget(child, "v1", Stage.digest("evil")).publish()))
            .sound().then(stage -> stage.rule(Stage.firstUse()).nextRelease()).refused(NotListed.class, child),
        Story.of("paths-that-are-beginnings", PATHS_RESPECTED, "one of several paths begins the tag")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> publisher.delegate(RELEASES, fresh(), "team-", "v", "w")
                .addTarget(RELEASES, "v1", Stage.digest("release")))
            .trusted("release", RELEASES));
  }

  private static RoleKeys fresh() {
    return RoleKeys.fresh(KeyAlgorithm.ECDSA_P256);
  }

  /** Only the releases list the tag, and may not. */
  private static SimulatedRepository without(SimulatedRepository publisher, String... paths) {
    return publisher.removeTarget(TARGETS, "v1").delegate(RELEASES, fresh(), paths)
        .addTarget(RELEASES, "v1", Stage.digest("evil"));
  }

  private static Case beyond(String name, String told, String path) {
    return Story.of(name, PATHS_RESPECTED, told)
        .needs(Capability.DELEGATIONS)
        .offered(stage -> stage.serve(without(stage.anotherPublisher(), path).publish()))
        .sound().refused(NotListed.class, RELEASES);
  }

  private static Stream<Case> tags() {
    return Stream.of(
        missing("tag-that-nobody-signed", "the tag asked for is not signed", "v9"),
        missing("tag-in-capitals", "the tag is signed in small letters", "V1"),
        missing("tag-that-begins-alike", "a longer tag is signed", "v"),
        Story.of("tag-removed", TAG_LISTED, "the publisher has taken a tag back")
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(stage.publisher.removeTarget(TARGETS, "v1").publish()))
            .sound().refused(NotListed.class),
        Story.of("tag-of-a-delegation-that-may-not-answer", TAG_LISTED, "only a role lists the tag that is not asked")
            .firstUse(publisher -> publisher.removeTarget(TARGETS, "v1").delegate(Stage.ALICE)
                .addTarget(Stage.ALICE, "v1", Stage.digest("evil")))
            .sound().refused(NotListed.class));
  }

  private static Case missing(String name, String told, String tag) {
    return Story.of(name, TAG_LISTED, told)
        .offered(stage -> stage.serve(stage.anotherPublisher().publish()).asks(tag))
        .sound().refused(NotListed.class);
  }

  private static Stream<Case> digests() {
    return Stream.of(
        Story.of("another-digest-under-a-signed-tag", DIGEST_MATCHES, "a tag is asked for with another digest")
            .offered(stage -> asked(stage, ":v1@" + Stage.digest("evil")))
            .sound().refused(DigestMismatch.class, TARGETS),
        Story.of("digest-of-another-tag", DIGEST_MATCHES, "a tag is asked for with the digest of another signed tag")
            .offered(stage -> asked(stage, ":v1@" + Stage.digest("v2")))
            .sound().refused(DigestMismatch.class, TARGETS),
        Story.of("digest-that-nobody-signed", DIGEST_LISTED, "a digest is asked for that is not signed for any tag")
            .needs(Capability.DIGEST_REFERENCES).offered(stage -> asked(stage, "@" + Stage.digest("evil")))
            .sound().refused(NotListed.class),
        Story.of("tag-with-its-digest", DIGEST_MATCHES, "a tag is asked for with the digest that is signed for it")
            .offered(stage -> asked(stage, ":v1@" + Stage.digest("v1")))
            .trusted(),
        Story.of("signed-digest", DIGEST_LISTED, "a digest is asked for that is signed for some tag")
            .needs(Capability.DIGEST_REFERENCES).offered(stage -> asked(stage, "@" + Stage.digest("v1")))
            .trusted(),
        Story.of("digest-of-a-row-that-pins-nothing", DIGEST_LISTED,
                "a digest is asked for that is signed for a tag with a negative length")
            .needs(Capability.DIGEST_REFERENCES)
            .offered(stage -> {
              SimulatedRepository publisher = stage.anotherPublisher();
              publisher.tamper(TARGETS, body -> body.object("targets").object("v2").put("length", -1));
              asked(stage, publisher, "@" + Stage.digest("v2"));
            })
            .sound().refused(NotListed.class),
        withReleases("digest-beyond-the-paths-of-releases",
            "a digest is asked for that releases sign for a tag outside their paths", "stable", "v2")
            .sound().refused(NotListed.class),
        withReleases("digest-that-releases-have-replaced",
            "a digest is asked for that targets sign for a tag, for which releases sign another", "", "v1")
            .sound().refused(NotListed.class),
        withReleases("digest-that-releases-may-not-replace",
            "a digest is asked for that targets sign for a tag, for which releases sign another outside their paths",
            "stable", "v1")
            .trusted());
  }

  /** Releases sign another content for {@code v1}; whose digest is asked for, of two. */
  private static Story withReleases(String name, String told, String path, String asked) {
    return Story.of(name, DIGEST_LISTED, told)
        .needs(Capability.DIGEST_REFERENCES, Capability.DELEGATIONS)
        .offered(stage -> {
          SimulatedRepository publisher = stage.anotherPublisher()
              .delegate(RELEASES, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256), path)
              .addTarget(RELEASES, "v1", Stage.digest("v2"));
          stage.serve(publisher.publish()).asks(ImageReference.parse(Stage.GUN + "@" + Stage.digest(asked)));
        });
  }

  private static void asked(Stage stage, String what) {
    asked(stage, stage.anotherPublisher(), what);
  }

  private static void asked(Stage stage, SimulatedRepository publisher, String what) {
    stage.serve(publisher.addTarget(TARGETS, "v2", Stage.digest("v2")).publish())
        .asks(ImageReference.parse(Stage.GUN + what));
  }

  private static Stream<Case> rows() {
    return Stream.of(
        row("image-without-hashes", "a tag is signed for no hash", row -> row.remove("hashes")),
        row("image-by-sha512-alone", "a tag is signed for a SHA-512",
            row -> row.object("hashes").rename("sha256", "sha512")),
        row("image-by-a-short-hash", "a tag is signed for half a SHA-256",
            row -> row.object("hashes").put("sha256", "A".repeat(22) + "==")),
        row("image-with-a-negative-length", "a tag is signed for a length below 0", row -> row.put("length", -1)),
        Story.of("image-by-junk", BODY_SHAPE, "a tag is signed for a hash that is not base64")
            .firstUse(publisher -> publisher.tamper(
                TARGETS, body -> body.object("targets").object("v1").object("hashes").put("sha256", "***")))
            .refused(Malformed.class, TARGETS),
        Story.of("broken-row-of-another-tag", TARGET_HAS_DIGEST, "another tag than the one asked for pins nothing")
            .firstUse(publisher -> publisher.addTarget(TARGETS, "v2", Stage.digest("v2")).tamper(
                TARGETS, body -> body.object("targets").object("v2").remove("hashes")))
            .trusted());
  }

  private static Case row(String name, String told, Consumer<JsonObject> change) {
    return Story.of(name, TARGET_HAS_DIGEST, told)
        .firstUse(publisher -> publisher.tamper(TARGETS, body -> change.accept(body.object("targets").object("v1"))))
        .sound().refused(Malformed.class, TARGETS);
  }
}
