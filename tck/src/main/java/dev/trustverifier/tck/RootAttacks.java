package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.NOT_EXPIRED;
import static dev.trustverifier.SpecRule.ROOT_SIGNED_BY_ITSELF;
import static dev.trustverifier.SpecRule.ROOT_SIGNED_BY_PREDECESSOR;
import static dev.trustverifier.SpecRule.ROOT_VERSION_NEXT;
import static dev.trustverifier.SpecRule.STRICT_JSON;
import static dev.trustverifier.SpecRule.THRESHOLD_MET;
import static dev.trustverifier.SpecRule.VERSION_NOT_LOWER;
import static dev.trustverifier.SpecRule.VERSION_UNIQUE;

import dev.trustverifier.Rejection.Inconsistent;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.Missing;
import dev.trustverifier.Rejection.RolledBack;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Roots that are not the publisher's next one. */
final class RootAttacks {
  private RootAttacks() {}

  static List<Case> cases() {
    return Stream.of(strangers(), chains(), rotations(), honest()).flatMap(List::stream).toList();
  }

  private static List<Case> strangers() {
    return List.of(
        Story.of("stranger-under-the-same-name", VERSION_UNIQUE,
                "somebody else publishes a whole collection of the same name")
            .after(Stage::twoReleases).offered(stage -> stage.serve(stage.anotherPublisher().publish()))
            .refused(Inconsistent.class, ROOT),
        Story.of("stranger-with-the-next-root", ROOT_SIGNED_BY_PREDECESSOR,
                "somebody else publishes a collection of the same name whose root has the next version")
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(stage.anotherPublisher().version(ROOT, 2).publish()))
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("rotation-signed-by-the-new-key-alone", ROOT_SIGNED_BY_PREDECESSOR,
                "the next root is signed by its own key and not by the one before it")
            .after(Stage::twoReleases).offered(stage -> rotateWithoutTheOldKey(stage))
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("rotation-signed-by-the-old-key-alone", ROOT_SIGNED_BY_ITSELF,
                "the next root lists a key that nobody holds")
            .after(Stage::twoReleases).offered(stage -> {
              RoleSigner next = stage.rootKey();
              stage.publisher.keys(ROOT, RoleKeys.of(next)).tamperEnvelope(ROOT, file -> file.drop(next.id()));
              stage.serve(stage.publisher.publish());
            })
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("first-root-signed-by-nobody", ROOT_SIGNED_BY_ITSELF,
                "the first root that a client sees has no signature")
            .firstUse(publisher -> publisher.tamperEnvelope(ROOT, file -> file.signatures().clear()))
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("first-root-signed-by-the-timestamp-key", ROOT_SIGNED_BY_ITSELF,
                "a root is signed by a key that it lists for another role")
            .firstUse(publisher -> publisher.tamperEnvelope(ROOT, file -> {
              file.signatures().clear();
              file.sign(publisher.keys(TIMESTAMP).signers().get(0));
            }))
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("root-of-a-revoked-key", ROOT_SIGNED_BY_PREDECESSOR,
                "a root key was taken away, and its thief signs the root after the next with it")
            .after(stage -> {
              stage.release("v1").trusts("v1");
              stage.publisher.rotate(ROOT);
              stage.release("v2").trusts("v2");
            })
            .offered(stage -> stage.serve(stage.anotherPublisher().version(ROOT, 3).publish()))
            .refused(ThresholdNotMet.class, ROOT));
  }

  private static void rotateWithoutTheOldKey(Stage stage) {
    RoleSigner old = stage.publisher.keys(ROOT).signers().get(0);
    stage.publisher.rotate(ROOT).tamperEnvelope(ROOT, file -> file.drop(old.id()));
    stage.serve(stage.publisher.publish());
  }

  private static List<Case> chains() {
    return List.of(
        Story.of("root-that-skips-a-version", ROOT_VERSION_NEXT, "after root 1 comes root 3, well signed")
            .update(publisher -> publisher.version(ROOT, 3))
            .refused(Missing.class, ROOT),
        Story.of("root-withheld-on-the-way", ROOT_VERSION_NEXT, "of two rotations the server hides the first")
            .after(Stage::twoReleases).offered(stage -> {
              stage.publisher.rotate(ROOT).publish();
              stage.publisher.rotate(ROOT);
              stage.serve(stage.publisher.publish().without("2.root.json"));
            })
            .then(stage -> stage.serve(stage.publisher.state()).trusts("v2"))
            .refused(Missing.class, ROOT),
        Story.of("rotation-on-the-way-under-its-own-threshold", ROOT_SIGNED_BY_ITSELF,
                "of two rotations the first is signed by one of its two keys, which both sign the second")
            .after(Stage::twoReleases).offered(stage -> {
              RoleSigner first = stage.rootKey();
              RoleSigner second = stage.rootKey();
              stage.publisher.keys(ROOT, RoleKeys.of(first, second)).setThreshold(ROOT, 2)
                  .tamperEnvelope(ROOT, file -> file.drop(second.id())).publish();
              stage.serve(stage.publisher.rotate(ROOT).publish());
            })
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("root-under-anothers-version", ROOT_VERSION_NEXT, "the file of root 2 holds root 3")
            .after(Stage::twoReleases).offered(stage -> {
              stage.publisher.rotate(ROOT).publish();
              stage.publisher.rotate(ROOT).publish();
              byte[] third = stage.publisher.state().file("3.root.json").orElseThrow();
              stage.serve(stage.publisher.state().with("2.root.json", third));
            })
            .then(stage -> stage.serve(stage.publisher.state()).trusts("v2"))
            .refused(Malformed.class, ROOT),
        Story.of("junk-on-the-way", STRICT_JSON, "of two rotations the first is junk")
            .after(Stage::twoReleases).offered(stage -> {
              stage.publisher.rotate(ROOT).publish();
              stage.publisher.rotate(ROOT).publish();
              byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
              stage.serve(stage.publisher.state().with("2.root.json", junk));
            })
            .then(stage -> stage.serve(stage.publisher.state()).trusts("v2"))
            .refused(Malformed.class, ROOT),
        Story.of("root-rolled-back", VERSION_NOT_LOWER, "after root 2 the server shows another root 1, well signed")
            .after(stage -> {
              stage.release("v1").trusts("v1");
              stage.publisher.sign(ROOT);
              stage.release("v2").trusts("v2");
            })
            .offered(stage -> {
              stage.publisher.tamper(ROOT, body -> body.put("note", "other")).version(ROOT, 1);
              stage.serve(stage.publisher.publish());
            })
            .refused(RolledBack.class, ROOT),
        Story.of("another-root-of-the-same-version", VERSION_UNIQUE,
                "there are two contents of root 1, well signed both")
            .update(publisher -> publisher.tamper(ROOT, body -> body.put("note", "other")).version(ROOT, 1))
            .refused(Inconsistent.class, ROOT));
  }

  private static List<Case> rotations() {
    return List.of(
        Story.of("threshold-lowered-by-one-of-two", ROOT_SIGNED_BY_PREDECESSOR,
                "one of two root keys, both of which must sign, makes a root of its own")
            .after(stage -> {
              stage.publisher.keys(ROOT, new RoleKeys(2, List.of(stage.rootKey(), stage.rootKey())));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> {
              List<RoleSigner> both = stage.publisher.keys(ROOT).signers();
              stage.publisher.keys(ROOT, RoleKeys.of(both.get(0)))
                  .tamperEnvelope(ROOT, file -> file.drop(both.get(1).id()));
              stage.serve(stage.publisher.publish());
            })
            .then(Stage::takenBack)
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("timestamp-of-a-revoked-key", THRESHOLD_MET,
                "the timestamp's key was taken away, and its thief goes on signing")
            .after(Stage::twoReleases).offered(stage -> {
              RoleSigner revoked = stage.publisher.keys(TIMESTAMP).signers().get(0);
              stage.publisher.rotate(TIMESTAMP).tamperEnvelope(TIMESTAMP, file -> {
                file.signatures().clear();
                file.sign(revoked);
              });
              stage.serve(stage.publisher.publish());
            })
            .refused(ThresholdNotMet.class, TIMESTAMP));
  }

  private static List<Case> honest() {
    return List.of(
        Story.of("three-rotations", ROOT_SIGNED_BY_PREDECESSOR, "the publisher has other root keys, for the third time")
            .after(Stage::twoReleases).offered(stage -> rotate(stage, 3))
            .trusted(),
        Story.of("rotation-to-a-higher-threshold", ROOT_SIGNED_BY_ITSELF,
                "from one root key to two, both of which must sign")
            .after(Stage::twoReleases).offered(stage -> {
              stage.publisher.keys(ROOT, new RoleKeys(2, List.of(stage.rootKey(), stage.rootKey())));
              stage.release("v3").asks("v3");
            })
            .trusted(),
        Story.of("expired-root-on-the-way", NOT_EXPIRED,
                "the remembered root has expired, and so has the next; the one after it has not")
            .after(stage -> {
              stage.publisher.expires(ROOT, stage.clock.instant().plus(Duration.ofDays(2)));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> {
              stage.publisher.rotate(ROOT).publish();
              stage.clock.advance(Duration.ofDays(3));
              stage.publisher.rotate(ROOT).expires(ROOT, stage.clock.instant().plus(Duration.ofDays(99)));
              stage.release("v2").asks("v2");
            })
            .trusted(),
        Story.of("cache-shows-the-root-of-before", VERSION_NOT_LOWER,
                "a cache in between still has root 1 under the name of the current one")
            .after(Stage::twoReleases).offered(stage -> {
              byte[] before = stage.publisher.state().current(ROOT);
              stage.publisher.rotate(ROOT).rotate(TIMESTAMP);
              stage.serve(stage.publisher.publish().with("root.json", before));
            })
            .trusted(),
        Story.of("server-without-versioned-names", ROOT_VERSION_NEXT,
                "a server knows the next root as the current one alone")
            .after(Stage::twoReleases).offered(stage -> {
              stage.publisher.rotate(ROOT);
              stage.serve(stage.publisher.publish().without("1.root.json").without("2.root.json"));
            })
            .trusted());
  }

  private static void rotate(Stage stage, int times) {
    for (int i = 0; i < times; i++) {
      stage.publisher.rotate(ROOT).publish();
    }
    stage.release("v3").asks("v3");
  }
}
