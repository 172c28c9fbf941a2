package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.HASH_MATCHES;
import static dev.trustverifier.SpecRule.LISTED_FILE_PRESENT;
import static dev.trustverifier.SpecRule.SNAPSHOT_LISTS_ROOT;
import static dev.trustverifier.SpecRule.THRESHOLD_MET;
import static dev.trustverifier.tck.Stage.ALICE;

import dev.trustverifier.Digest;
import dev.trustverifier.Rejection.Inconsistent;
import dev.trustverifier.Rejection.Missing;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Files of several times, or of several collections, shown as one state. */
final class MixAndMatchAttacks {
  private MixAndMatchAttacks() {}

  static List<Case> cases() {
    Stream<Case> files = Stream.of(SNAPSHOT, TARGETS, ALICE).flatMap(role -> Stream.of(
        Story.of("changed-" + shortName(role), HASH_MATCHES, "a byte of a listed file was changed on the way")
            .needs(needed(role))
            .update(publisher -> publisher.sign(role).tamperServed(role, MixAndMatchAttacks::flipped))
            .refused(Inconsistent.class, role),
        Story.of("withheld-" + shortName(role), LISTED_FILE_PRESENT, "a listed file is not there")
            .needs(needed(role))
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(stage.publisher.sign(role).publish().without(role)))
            .refused(Missing.class, role)));
    return Stream.of(files, mixed().stream(), hashes().stream(), honest().stream()).flatMap(cases -> cases).toList();
  }

  private static Capability[] needed(RoleName role) {
    return role.isDelegation() ? new Capability[] {Capability.DELEGATIONS} : new Capability[0];
  }

  private static String shortName(RoleName role) {
    return role.isDelegation() ? "delegation" : role.value();
  }

  private static byte[] flipped(byte[] file) {
    byte[] copy = file.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  private static List<Case> mixed() {
    return List.of(
        Story.of("old-targets-under-the-new-name", HASH_MATCHES,
                "the server shows the targets of yesterday under a new name")
            .after(Stage::twoReleases)
            .offered(stage -> {
              byte[] old = stage.publisher.history().get(0).current(TARGETS);
              stage.publisher.addTarget(TARGETS, "v3", Stage.digest("v3")).tamperServed(TARGETS, file -> old);
              stage.serve(stage.publisher.publish());
            })
            .refused(Inconsistent.class, TARGETS),
        Story.of("snapshot-of-another-collection", HASH_MATCHES, "the server shows a stranger's snapshot")
            .after(Stage::twoReleases)
            .offered(stage -> {
              byte[] foreign = stage.anotherPublisher().publish().current(SNAPSHOT);
              UnaryOperator<byte[]> replace = own -> Arrays.copyOf(foreign, own.length);
              stage.serve(stage.publisher.sign(SNAPSHOT).tamperServed(SNAPSHOT, replace).publish());
            })
            .refused(Inconsistent.class, SNAPSHOT),
        Story.of("delegations-swapped", HASH_MATCHES, "the files of two delegations were swapped")
            .needs(Capability.DELEGATIONS)
            .offered(stage -> {
              stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a"));
              stage.publisher.delegate(Stage.BOB).addTarget(Stage.BOB, "a", Stage.digest("a"));
              stage.release("v1");
              byte[] bobs = stage.publisher.state().current(Stage.BOB);
              byte[] alices = stage.publisher.state().current(ALICE);
              String name = ALICE + "." + Digest.sha256(alices).hex() + ".json";
              stage.serve(stage.publisher.state().with(name, Arrays.copyOf(bobs, alices.length)));
            })
            .refused(Inconsistent.class, ALICE),
        Story.of("timestamp-of-another-collection", THRESHOLD_MET, "the server shows a stranger's timestamp")
            .after(Stage::twoReleases)
            .offered(stage -> stage.serve(
                stage.publisher.state().with(stage.anotherPublisher().publish(), TIMESTAMP)))
            .refused(ThresholdNotMet.class, TIMESTAMP),
        Story.of("snapshot-that-lists-another-root", SNAPSHOT_LISTS_ROOT, "the snapshot lists a root that nobody shows")
            .update(publisher -> publisher.tamper(SNAPSHOT, body -> hashes(body, ROOT).put("sha256", base64("other"))))
            .refused(Inconsistent.class, ROOT));
  }

  private static List<Case> hashes() {
    return List.of(
        Story.of("only-the-second-hash-is-wrong", HASH_MATCHES,
                "a listed file has the SHA-256 listed, and another SHA-512")
            .update(publisher -> publisher.tamper(SNAPSHOT, body -> hashes(body, TARGETS).put(
                "sha512", base64(Digest.of(Digest.Algorithm.SHA512, bytes("other"))))))
            .refused(Inconsistent.class, TARGETS),
        Story.of("only-one-hash", HASH_MATCHES, "listed files have no other hash than SHA-256")
            .update(publisher -> publisher.tamper(SNAPSHOT, body -> hashes(body, TARGETS).remove("sha512")))
            .trusted(),
        Story.of("hash-of-tomorrow", HASH_MATCHES, "listed files have a hash of a kind that nobody knows, too")
            .update(publisher -> publisher.tamper(SNAPSHOT, body -> hashes(body, TARGETS).put("sha3-256", "AAAA")))
            .trusted());
  }

  private static List<Case> honest() {
    return List.of(
        Story.of("published-in-between", HASH_MATCHES, "the publisher publishes while the client is asking")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.serve(stage.publisher.sign(TARGETS).publish());
              stage.server.afterRequest(1, () -> {
                stage.publisher.sign(TARGETS);
                stage.serve(stage.publisher.publish());
              });
            })
            .trusted(),
        Story.of("keys-changed-in-between", THRESHOLD_MET, "the publisher changes every key while the client is asking")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.serve(stage.publisher.sign(TARGETS).publish());
              stage.server.afterRequest(1, () -> {
                List.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS).forEach(stage.publisher::rotate);
                stage.serve(stage.publisher.publish());
              });
            })
            .trusted());
  }

  private static JsonObject hashes(JsonObject body, RoleName role) {
    return body.object("meta").object(role.value()).object("hashes");
  }

  private static String base64(String content) {
    return base64(Stage.digest(content));
  }

  private static String base64(Digest digest) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
