package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.BODY_SHAPE;
import static dev.trustverifier.SpecRule.FILE_META_SHAPE;
import static dev.trustverifier.SpecRule.ROLES_COMPLETE;
import static dev.trustverifier.SpecRule.TYPE_MATCHES_ROLE;
import static dev.trustverifier.SpecRule.VERSION_POSITIVE;

import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.repository.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Well-signed files that lack what they must have, or have it of another kind. */
final class MetadataAttacks {
  private MetadataAttacks() {}

  static List<Case> cases() {
    Stream<Case> everywhere = Stream.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS).flatMap(role -> Stream.of(
        broken("type-of-" + role + "-is-anothers", TYPE_MATCHES_ROLE, "a file says that it is of another role", role,
            body -> body.put("_type", role.equals(SNAPSHOT) ? "Timestamp" : "Snapshot")),
        broken("type-of-" + role + "-missing", TYPE_MATCHES_ROLE, "a file does not say of which role it is", role,
            body -> body.remove("_type")),
        broken("version-of-" + role + "-is-zero", VERSION_POSITIVE, "a version is 0", role,
            body -> body.put("version", 0)),
        brokenAtFirstUse("version-of-" + role + "-is-zero-at-first-use", "a new client is shown version 0", role,
            body -> body.put("version", 0)),
        brokenAtFirstUse("version-of-" + role + "-missing-at-first-use", "a new client is shown no version", role,
            body -> body.remove("version")),
        broken("version-of-" + role + "-missing", VERSION_POSITIVE, "a file has no version", role,
            body -> body.remove("version"))));
    Stream<Case> roles = Stream.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS).map(role ->
        broken("root-without-" + role, ROLES_COMPLETE, "the root gives no keys to a role", ROOT,
            body -> body.object("roles").remove(role.value())));
    return Stream.of(everywhere, roles, values(), listings(), bodies(), honest()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> values() {
    return Stream.of(
        broken("type-in-small-letters", TYPE_MATCHES_ROLE, "the type is written as TUF 1.0 has it", TIMESTAMP,
            body -> body.put("_type", "timestamp")),
        broken("version-negative", VERSION_POSITIVE,
            "a version is below 0", TIMESTAMP, body -> body.put("version", -1)),
        brokenAtFirstUse("version-negative-at-first-use", "a new client is shown a version below 0", TIMESTAMP,
            body -> body.put("version", -1)),
        brokenAtFirstUse("version-in-quotes-at-first-use", "a new client is shown a text for a version", TIMESTAMP,
            body -> body.put("version", "1")),
        broken("version-in-quotes", VERSION_POSITIVE,
            "a version is a text", TIMESTAMP, body -> body.put("version", "3")));
  }

  private static Stream<Case> listings() {
    return Stream.of(
        broken("timestamp-without-snapshot", FILE_META_SHAPE, "the timestamp does not list the snapshot", TIMESTAMP,
            body -> body.object("meta").remove("snapshot")),
        broken("snapshot-without-targets", FILE_META_SHAPE, "the snapshot does not list targets", SNAPSHOT,
            body -> body.object("meta").remove("targets")),
        broken("snapshot-without-root", FILE_META_SHAPE, "the snapshot does not list the root", SNAPSHOT,
            body -> body.object("meta").remove("root")),
        broken("listed-without-hashes", FILE_META_SHAPE, "a file is listed without a hash", SNAPSHOT,
            body -> listed(body).remove("hashes")),
        broken("listed-by-sha512-alone", FILE_META_SHAPE, "a file is listed without a SHA-256", SNAPSHOT,
            body -> listed(body).object("hashes").remove("sha256")),
        broken("listed-by-a-broken-hash", FILE_META_SHAPE, "a file is listed by MD5", SNAPSHOT,
            body -> listed(body).put("hashes", new JsonObject().put("md5", "1B2M2Y8AsgTpgAmY7PhCfg=="))),
        broken("listed-by-a-short-hash", FILE_META_SHAPE, "a SHA-256 has 31 bytes", SNAPSHOT,
            body -> listed(body).object("hashes").put("sha256", "A".repeat(42))),
        broken("listed-by-a-hash-in-hexadecimal", FILE_META_SHAPE, "a SHA-256 is written in hexadecimal", SNAPSHOT,
            body -> listed(body).object("hashes").put("sha256", "ab".repeat(32))),
        broken("listed-with-a-negative-length", FILE_META_SHAPE, "a listed length is below 0", SNAPSHOT,
            body -> listed(body).put("length", -1)),
        broken("listed-with-a-length-in-quotes", FILE_META_SHAPE, "a listed length is a text", SNAPSHOT,
            body -> listed(body).put("length", "9")));
  }

  private static JsonObject listed(JsonObject snapshot) {
    return snapshot.object("meta").object("targets");
  }

  private static Stream<Case> bodies() {
    return Stream.of(
        broken("images-in-a-list", BODY_SHAPE, "targets list images without names", TARGETS,
            body -> body.put("targets", List.of())),
        broken("length-of-an-image-in-quotes", BODY_SHAPE, "the length of an image is a text", TARGETS,
            body -> body.object("targets").object("v1").put("length", "1")),
        broken("delegations-in-a-list", BODY_SHAPE, "targets delegate without keys", TARGETS,
            body -> body.put("delegations", List.of())),
        broken("delegation-is-null", BODY_SHAPE, "a delegation is null", TARGETS,
            body -> body.object("delegations").put("roles", List.of(JsonObject.NULL))),
        broken("path-is-a-number", BODY_SHAPE, "a delegation's path is a number", TARGETS,
            body -> body.object("delegations").objects("roles").get(0).put("paths", List.of(1))),
        broken("keys-in-a-list", BODY_SHAPE, "the root's keys have no ids", ROOT, body -> body.put("keys", List.of())),
        broken("key-ids-in-a-text", BODY_SHAPE, "a role's keys are a text", ROOT,
            body -> body.object("roles").object("targets").put("keyids", "all")),
        broken("meta-in-a-list", BODY_SHAPE, "the snapshot lists files without names", SNAPSHOT,
            body -> body.put("meta", List.of())),
        broken("key-not-base64", BODY_SHAPE, "a key is not base64", ROOT,
            body -> body.object("keys").names().forEach(
                id -> body.object("keys").object(id).object("keyval").put("public", "***"))));
  }

  private static Stream<Case> honest() {
    return Stream.of(
        Story.of("no-delegations-member", BODY_SHAPE, "targets say nothing of delegations")
            .firstUse(publisher -> publisher.tamper(TARGETS, body -> body.remove("delegations")))
            .trusted(),
        Story.of("consistent-snapshot-denied-or-missing", BODY_SHAPE,
                "the root does not promise consistent snapshots, and files are fetched by hash all the same")
            .firstUse(publisher -> publisher.tamper(ROOT, body -> body.remove("consistent_snapshot")))
            .trusted(),
        Story.of("longer-length-listed", FILE_META_SHAPE, "a listed length is more than the file has")
            .update(publisher -> publisher.tamper(SNAPSHOT, body -> listed(body).put("length", 99_999)))
            .trusted());
  }

  /** Without a floor that a low version falls below. */
  private static Case brokenAtFirstUse(String name, String told, RoleName role, Consumer<JsonObject> change) {
    return Story.of(name, VERSION_POSITIVE, told)
        .firstUse(publisher -> publisher.tamper(role, change))
        .refused(Malformed.class, role);
  }

  private static Case broken(String name, SpecRule rule, String told, RoleName role, Consumer<JsonObject> change) {
    return Story.of(name, rule, told)
        .update(publisher -> publisher.tamper(role, change))
        .refused(Malformed.class, role);
  }
}
