package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.COLLECTION_STAYS;
import static dev.trustverifier.SpecRule.NOT_EXPIRED;
import static dev.trustverifier.SpecRule.ROOT_CERTIFICATE;
import static dev.trustverifier.SpecRule.STRICT_JSON;
import static dev.trustverifier.SpecRule.TAG_LISTED;
import static dev.trustverifier.SpecRule.VERSION_NOT_LOWER;

import dev.trustverifier.Caveat;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.Rejection.Expired;
import dev.trustverifier.Rejection.InvalidCertificate;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.NotListed;
import dev.trustverifier.Rejection.RolledBack;
import dev.trustverifier.Rejection.Vanished;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers that are older than the rule, or the publisher, lets them be. */
final class FreshnessAttacks {
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration PAST_THE_TIMESTAMP = Duration.ofDays(14).plusNanos(1);
  private static final Duration ERA = Duration.ofDays(4000);

  private static final Freshness RECHECKED = Freshness.recheckAfter(MINUTES);
  private static final Freshness RIDING = RECHECKED.rideOutOutage(HOUR);
  private static final Freshness RIDING_FOR_LONG = RECHECKED.rideOutOutage(MONTH);

  private FreshnessAttacks() {}

  static List<Case> cases() {
    return Stream.of(withinTheTime(), afterTheTime(), ridden(), tooLong(), refusals()).flatMap(List::stream).toList();
  }

  /** Asked again some time after {@code v1} was trusted by a rule that says how old an answer may be. */
  private static Story story(String name, SpecRule rule, Freshness freshness, String told) {
    return Story.of(name, rule, told).after(stage -> stage.fresh(freshness).release("v1").trusts("v1"));
  }

  private static List<Case> withinTheTime() {
    Freshness monthly = Freshness.recheckAfter(MONTH);
    return List.of(
        story("answer-within-its-time", NOT_EXPIRED, RECHECKED, "half of the time is over, and nobody can be asked")
            .needs(Capability.RECHECK_AFTER).silently()
            .offered(stage -> stage.later(MINUTES.dividedBy(2)).goesDown())
            .anew(new Expectation.Undecided(Stage.DOWN.kind()))
            .trusted(),
        story("expiry-within-the-time", NOT_EXPIRED, monthly, "the timestamp expires before the time is over")
            .offered(stage -> stage.later(PAST_THE_TIMESTAMP))
            .refused(Expired.class, TIMESTAMP),
        story("expiry-within-the-time-of-an-outage", NOT_EXPIRED, monthly,
                "the timestamp expires before the time is over, and nobody can be asked")
            .offered(stage -> stage.later(PAST_THE_TIMESTAMP).goesDown())
            .undecided(Stage.DOWN.kind()),
        story("clock-set-back-within-the-time", ROOT_CERTIFICATE, monthly,
                "the clock is set to before the certificate of the root began to be valid")
            .offered(stage -> stage.later(ERA.negated()))
            .then(stage -> stage.later(ERA).honestUpdate())
            .refused(InvalidCertificate.class, ROOT));
  }

  private static List<Case> afterTheTime() {
    return List.of(
        Story.of("old-state-after-the-time", VERSION_NOT_LOWER, "an old state is shown when the time is over")
            .after(FreshnessAttacks::twoReleases)
            .offered(stage -> stage.later(MINUTES).serve(stage.publisher.history().get(0)))
            .refused(RolledBack.class, TIMESTAMP),
        story("collection-deleted-within-the-time", COLLECTION_STAYS, RECHECKED, "when the time is over, there is none")
            .offered(stage -> stage.later(MINUTES).serve(nothing()))
            .refused(Vanished.class, TIMESTAMP),
        story("tag-removed-within-the-time", TAG_LISTED, RECHECKED, "when the time is over, the tag is gone")
            .offered(stage -> stage.later(MINUTES).serve(stage.publisher.removeTarget(TARGETS, "v1").publish()))
            .sound().then(stage -> stage.later(MINUTES).nextRelease())
            .refused(NotListed.class),
        story("tag-moved-within-the-time", TAG_LISTED, RECHECKED, "when the time is over, the tag has moved on")
            .offered(stage -> stage.later(MINUTES).moves("v1", "moved"))
            .trusted("moved"),
        story("outage-after-the-time", COLLECTION_STAYS, RECHECKED, "when the time is over, nobody can be asked")
            .offered(stage -> stage.later(MINUTES).goesDown())
            .undecided(Stage.DOWN.kind()));
  }

  private static void twoReleases(Stage stage) {
    stage.fresh(RIDING).release("v1").trusts("v1").later(MINUTES).release("v2").trusts("v2");
  }

  private static State nothing() {
    return new State(Stage.GUN, Map.of());
  }

  private static List<Case> ridden() {
    return List.of(
        ridden("outage-ridden-out", "nobody can be asked, for half of the time that the rule rides out",
            HOUR.dividedBy(2)),
        ridden("outage-ridden-out-to-the-end", "nobody can be asked, for just the time that the rule rides out", HOUR),
        story("outage-ridden-out-and-over", COLLECTION_STAYS, RIDING, "a server fails, and then it answers")
            .offered(stage -> {
              stage.later(MINUTES).goesDown().isAsked().recovers();
              stage.later(MINUTES);
            })
            .trusted());
  }

  private static Case ridden(String name, String told, Duration time) {
    return story(name, COLLECTION_STAYS, RIDING, told)
        .needs(Capability.RIDE_OUT_OUTAGE)
        .offered(stage -> stage.later(time).goesDown())
        .anew(new Expectation.Undecided(Stage.DOWN.kind()))
        .trusted("v1", stage -> outdated(stage.marked()));
  }

  private static Caveat outdated(Instant checked) {
    return new Caveat.Outdated(checked, Stage.DOWN, checked.plus(HOUR));
  }

  private static List<Case> tooLong() {
    Kind down = Stage.DOWN.kind();
    return List.of(
        story("outage-ridden-out-for-too-long", COLLECTION_STAYS, RIDING, "it lasts longer than the rule rides out")
            .offered(stage -> stage.later(HOUR.plusNanos(1)).goesDown())
            .undecided(down),
        story("outage-ridden-out-past-an-expiry", NOT_EXPIRED, RIDING_FOR_LONG, "the timestamp expires meanwhile")
            .offered(stage -> stage.later(PAST_THE_TIMESTAMP).goesDown())
            .undecided(down),
        Story.of("outage-before-anything-was-proven", COLLECTION_STAYS, "there is no answer to stand in")
            .offered(stage -> stage.fresh(RIDING).release("v1").goesDown())
            .undecided(down),
        story("outage-after-a-refusal", COLLECTION_STAYS, RIDING, "what was refused since is not proven any more")
            .offered(stage -> stage.later(MINUTES).serve(nothing()).isAsked().goesDown())
            .undecided(down));
  }

  private static List<Case> refusals() {
    byte[] page = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    return List.of(
        Story.of("old-state-is-no-outage", VERSION_NOT_LOWER, "an old state is shown by a rule that rides out outages")
            .after(FreshnessAttacks::twoReleases)
            .offered(stage -> stage.later(MINUTES).serve(stage.publisher.history().get(0)))
            .refused(RolledBack.class, TIMESTAMP),
        story("deletion-is-no-outage", COLLECTION_STAYS, RIDING, "there is none any more")
            .offered(stage -> stage.later(MINUTES).serve(nothing()))
            .refused(Vanished.class, TIMESTAMP),
        story("page-is-no-outage", STRICT_JSON, RIDING, "a captive portal answers with a page")
            .offered(stage -> stage.later(MINUTES).serve(stage.publisher.state().with("timestamp.json", page)))
            .refused(Malformed.class, TIMESTAMP),
        story("expiry-is-no-outage", NOT_EXPIRED, RIDING_FOR_LONG, "the timestamp expires, and the server shows it")
            .offered(stage -> stage.later(PAST_THE_TIMESTAMP))
            .refused(Expired.class, TIMESTAMP));
  }
}
