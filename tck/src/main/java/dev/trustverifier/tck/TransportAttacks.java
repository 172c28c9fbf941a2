package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.COLLECTION_EXISTS;
import static dev.trustverifier.SpecRule.COLLECTION_STAYS;
import static dev.trustverifier.SpecRule.LISTED_FILE_PRESENT;
import static dev.trustverifier.SpecRule.ROOT_VERSION_NEXT;
import static dev.trustverifier.SpecRule.STRICT_JSON;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.Missing;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody between verifier and server: to block is not to prove, and what does not exist is not trusted. */
final class TransportAttacks {
  private TransportAttacks() {}

  static List<Case> cases() {
    Stream<Case> kinds = Stream.of(
            Kind.UNAUTHORISED, Kind.FORBIDDEN, Kind.RATE_LIMITED, Kind.SERVER_ERROR, Kind.TRUST_DISABLED)
        .map(kind -> Story.of("blocked-as-" + kind.label(), COLLECTION_STAYS,
                "a known collection is blocked, and whoever answers from memory is frozen")
            .after(Stage::twoReleases).offered(stage -> stage.fails(outage(kind)))
            .undecided(kind));
    return Stream.of(kinds, files(), firstUse(), replaced()).flatMap(cases -> cases).toList();
  }

  private static Outage outage(Kind kind) {
    return new Outage(kind, "blocked");
  }

  private static Stream<Case> files() {
    Stream<Case> roles = Stream.of(TIMESTAMP, SNAPSHOT, TARGETS, Stage.ALICE).map(role ->
        Story.of("blocked-" + (role.isDelegation() ? "delegation" : role), LISTED_FILE_PRESENT,
                "one file of a new state cannot be had, which does not prove that it is missing")
            .needs(role.isDelegation() ? new Capability[] {Capability.DELEGATIONS} : new Capability[0])
            .after(Stage::twoReleases)
            .offered(stage -> {
              block(stage, role);
              stage.serve(stage.publisher.sign(TARGETS).sign(Stage.ALICE).publish());
            })
            .undecided(Kind.SERVER_ERROR));
    return Stream.concat(roles, Stream.of(
        Story.of("blocked-rotation", ROOT_VERSION_NEXT,
                "the next root cannot be had, which does not prove that the known one is the last")
            .after(Stage::twoReleases)
            .offered(stage -> {
              block(stage, ROOT);
              stage.serve(stage.publisher.rotate(ROOT).publish());
            })
            .undecided(Kind.SERVER_ERROR)));
  }

  private static void block(Stage stage, RoleName role) {
    stage.answers(name -> name.role().equals(role), new Fetched.Failed(outage(Kind.SERVER_ERROR)));
  }

  private static Stream<Case> firstUse() {
    return Stream.of(
        Story.of("blocked-at-first-use", COLLECTION_EXISTS, "a collection is blocked that the client never saw")
            .offered(stage -> stage.serve(stage.anotherPublisher().publish()).fails(outage(Kind.FORBIDDEN)))
            .undecided(Kind.FORBIDDEN),
        Story.of("no-such-collection", COLLECTION_EXISTS, "there is no trust data for the image")
            .offered(stage -> stage.serve(new State(Stage.GUN, Map.of())))
            .refused(Missing.class, ROOT),
        Story.of("first-root-withheld", COLLECTION_EXISTS, "the server has every file but the root")
            .offered(stage -> stage.serve(
                stage.anotherPublisher().publish().without("root.json").without("1.root.json")))
            .refused(Missing.class, ROOT),
        Story.of("first-timestamp-withheld", COLLECTION_EXISTS, "the server has every file but the timestamp")
            .offered(stage -> stage.serve(stage.anotherPublisher().publish().without(TIMESTAMP)))
            .refused(Missing.class, TIMESTAMP));
  }

  private static Stream<Case> replaced() {
    byte[] page = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
        Stream.of(ROOT, TIMESTAMP).map(role ->
            Story.of("page-in-place-of-" + role, STRICT_JSON, "a captive portal answers every question with a page")
                .offered(stage -> stage.serve(stage.anotherPublisher().publish().with(role + ".json", page)))
                .refused(Malformed.class, role)),
        List.of(
            Story.of("outage-that-ends", COLLECTION_STAYS, "a server fails, and then it answers")
                .after(Stage::twoReleases)
                .offered(stage -> {
                  stage.fails(outage(Kind.SERVER_ERROR));
                  stage.doubts(Kind.SERVER_ERROR).recovers();
                })
                .trusted()).stream());
  }
}
