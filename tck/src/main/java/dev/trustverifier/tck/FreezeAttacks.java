package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.EXPIRY_NEAR;
import static dev.trustverifier.SpecRule.EXPIRY_WELL_FORMED;
import static dev.trustverifier.SpecRule.NOT_EXPIRED;

import dev.trustverifier.Rejection.Expired;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.TooLarge;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.tck.repository.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** States that are shown for longer than their publisher meant, and expiries that say nothing. */
final class FreezeAttacks {
  private FreezeAttacks() {}

  static List<Case> cases() {
    Stream<Case> expired = Stream.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS).map(role ->
        Story.of("first-use-of-an-expired-" + role, NOT_EXPIRED,
                "a file expired a second ago, and the client never saw it")
            .offered(stage -> stage.serve(
                stage.anotherPublisher().expires(role, stage.clock.instant().minusSeconds(1)).publish()))
            .refused(Expired.class, role));
    return Stream.of(expired, time().stream(), late(), malformed(), honest().stream()).flatMap(cases -> cases).toList();
  }

  private static List<Case> time() {
    return List.of(
        Story.of("frozen-until-the-timestamp-expires", NOT_EXPIRED, "the server shows the same state a moment too long")
            .after(Stage::twoReleases)
            .offered(stage -> stage.clock.advance(Duration.ofDays(14).plusNanos(1)))
            .refused(Expired.class, TIMESTAMP),
        Story.of("frozen-until-targets-expire", NOT_EXPIRED, "timestamp and snapshot stay fresh, and targets do not")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.clock.advance(Duration.ofDays(3 * 365 + 1));
              stage.serve(stage.publisher.sign(SNAPSHOT).publish());
            })
            .refused(Expired.class, TARGETS),
        Story.of("frozen-until-the-snapshot-expires", NOT_EXPIRED,
                "the timestamp stays fresh, and the snapshot does not")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.clock.advance(Duration.ofDays(3 * 365 + 1));
              stage.serve(stage.publisher.publish());
            })
            .refused(Expired.class, SNAPSHOT),
        Story.of("frozen-until-the-root-expires", NOT_EXPIRED, "everything stays fresh but the root")
            .after(stage -> {
              stage.publisher.expires(ROOT, stage.clock.instant().plus(Duration.ofDays(1)));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.clock.advance(Duration.ofDays(2)))
            .then(stage -> {
              stage.publisher.expires(ROOT, stage.clock.instant().plus(Duration.ofDays(99)));
              stage.honestUpdate();
            })
            .refused(Expired.class, ROOT));
  }

  private static Stream<Case> late() {
    Expectation refused = new Expectation.Refused(
        List.of(new Expectation.Refusal(TooLarge.class, EXPIRY_NEAR, Optional.of(TIMESTAMP))));
    Story tooLong = Story.of("timestamp-that-holds-too-long", EXPIRY_NEAR, "a timestamp holds longer than any may")
        .offered(stage -> expiring(stage, 1))
        .then(stage -> stage.bounds.timestampValidity().ifPresent(most -> stage.honestUpdate()));
    return Stream.of(
        new Case(tooLong, Verdict.Trusted.class, stage ->
            stage.bounds.timestampValidity().isPresent()
                ? refused
                : new Expectation.Trusted(stage.image(), Stage.digest("v1"))),
        Story.of("timestamp-that-holds-as-long-as-allowed", EXPIRY_NEAR, "a timestamp holds as long as any may")
            .offered(stage -> expiring(stage, 0))
            .trusted());
  }

  private static void expiring(Stage stage, int late) {
    Duration most = stage.bounds.timestampValidity().orElse(Duration.ofDays(36_500));
    Instant expires = stage.clock.instant().plus(most).plusSeconds(late);
    stage.serve(stage.anotherPublisher().expires(TIMESTAMP, expires).publish());
  }

  private static Stream<Case> malformed() {
    Stream<Case> roles = Stream.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS)
        .map(role -> never("expiry-of-" + role + "-missing", "a file does not say when it expires", role,
            body -> body.remove("expires")));
    Stream<Case> values = Stream.of(
        never("expiry-null", "a file expires at null", TIMESTAMP, body -> body.put("expires", JsonObject.NULL)),
        never("expiry-in-numbers", "a file expires at a number", TIMESTAMP, body -> body.put("expires", 4102444800L)),
        text("expiry-never", "never"),
        text("expiry-without-a-zone", "2099-01-01T00:00:00"),
        text("expiry-on-the-30th-of-february", "2099-02-30T00:00:00Z"),
        text("expiry-beyond-the-year-9999", "+10000-01-01T00:00:00Z"));
    return Stream.concat(roles, values);
  }

  private static Case text(String name, String expires) {
    return never(name, "a file expires at " + expires, TIMESTAMP, body -> body.put("expires", expires));
  }

  private static Case never(String name, String told, RoleName role, Consumer<JsonObject> change) {
    return Story.of(name, EXPIRY_WELL_FORMED, told)
        .update(publisher -> publisher.tamper(role, change))
        .refused(Malformed.class, role);
  }

  private static List<Case> honest() {
    return List.of(
        Story.of("at-the-instant-of-expiry", NOT_EXPIRED, "the clock shows exactly what the timestamp says")
            .after(Stage::twoReleases).offered(stage -> stage.clock.advance(Duration.ofDays(14)))
            .trusted(),
        expires("expiry-with-an-offset", "2099-12-31T23:00:00-05:00"),
        expires("expiry-with-nanoseconds", "2099-12-31T23:00:00.123456789Z"),
        Story.of("expired-delegation-that-nobody-asks", NOT_EXPIRED, "a delegation besides the releases has expired")
            .update(publisher -> publisher.expires(Stage.ALICE, Instant.EPOCH).sign(Stage.ALICE))
            .trusted());
  }

  private static Case expires(String name, String text) {
    return Story.of(name, EXPIRY_WELL_FORMED, "a file expires at " + text)
        .firstUse(publisher -> publisher.tamper(TIMESTAMP, body -> body.put("expires", text)))
        .trusted();
  }
}
