package dev.trustverifier.tuf.emulated;

import dev.trustverifier.Outage.Kind;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Misbehaviour.Cut;
import dev.trustverifier.tck.server.Misbehaviour.Drip;
import dev.trustverifier.tck.server.Misbehaviour.Garbage;
import dev.trustverifier.tck.server.Misbehaviour.Gzip;
import dev.trustverifier.tck.server.Misbehaviour.Hang;
import dev.trustverifier.tck.server.Misbehaviour.Hold;
import dev.trustverifier.tck.server.Misbehaviour.Instead;
import dev.trustverifier.tck.server.Misbehaviour.Point;
import dev.trustverifier.tck.server.Misbehaviour.Refuse;
import dev.trustverifier.tck.server.Misbehaviour.Reset;
import dev.trustverifier.tck.server.Misbehaviour.WrongLength;
import dev.trustverifier.tck.server.Requests;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What a server does with a timestamp, and what that has to mean to somebody who knows the collection. */
enum Switch {
  HELD_FOR_NO_TIME(new Hold(new CountDownLatch(0)), "trusted", Times.ONCE),
  HANG_BEFORE_HEADERS(new Hang(Point.BEFORE_HEADERS), Kind.TIMED_OUT, Times.ONCE),
  HANG_MID_BODY(new Hang(Point.MID_BODY), Kind.TIMED_OUT, Times.ONCE),
  DRIP_FROM_THE_START(new Drip(Point.BEFORE_HEADERS, Duration.ofMillis(50)), Kind.TIMED_OUT, Times.ONCE),
  DRIP_OF_THE_BODY(new Drip(Point.MID_BODY, Duration.ofMillis(50)), Kind.TIMED_OUT, Times.ONCE),
  CUT_BEFORE_HEADERS(new Cut(Point.BEFORE_HEADERS), "trusted", Times.AGAIN),
  CUT_MID_BODY(new Cut(Point.MID_BODY), Kind.PROTOCOL, Times.ONCE),
  RESET_BEFORE_HEADERS(new Reset(Point.BEFORE_HEADERS), "trusted", Times.AGAIN),
  RESET_MID_BODY(new Reset(Point.MID_BODY), "trusted", Times.AGAIN),
  LONGER_ANNOUNCED(new WrongLength(7), Kind.PROTOCOL, Times.ONCE),
  SHORTER_ANNOUNCED(new WrongLength(-7), SpecRule.STRICT_JSON.id(), Times.ONCE),
  PACKED(new Gzip(), Kind.PROTOCOL, Times.ONCE),
  REDIRECT_TO_ITSELF(Misbehaviour.redirectLoop(), Kind.PROTOCOL, Times.ONCE),
  REDIRECT_ELSEWHERE(
      Misbehaviour.redirectTo(URI.create("http://127.0.0.1:1/timestamp.json")), Kind.PROTOCOL, Times.ONCE),
  REFUSED_401(Misbehaviour.status(401), Kind.UNAUTHORISED, Times.WITH_OTHER_TOKENS),
  REFUSED_403(Misbehaviour.status(403), Kind.FORBIDDEN, Times.ONCE),
  REFUSED_404(Misbehaviour.status(404), SpecRule.COLLECTION_STAYS.id(), Times.ONCE),
  REFUSED_405(Misbehaviour.status(405), Kind.TRUST_DISABLED, Times.ONCE),
  REFUSED_429(Misbehaviour.status(429), "trusted", Times.AGAIN),
  REFUSED_429_FOR_AN_HOUR(Misbehaviour.status(429, Duration.ofHours(1)), Kind.RATE_LIMITED, Times.ONCE),
  REFUSED_429_UNTIL_A_DATE(
      Misbehaviour.status(429, Instant.parse("2999-01-01T00:00:00Z")), Kind.RATE_LIMITED, Times.ONCE),
  REFUSED_429_IN_NO_WAY(new Refuse(429, Optional.of("soon")), "trusted", Times.AGAIN),
  REFUSED_500(Misbehaviour.status(500), Kind.SERVER_ERROR, Times.ONCE),
  REFUSED_503(Misbehaviour.status(503), Kind.SERVER_ERROR, Times.ONCE),
  PORTAL(new Instead("text/html", "<html>hunter2 logs in here</html>"), SpecRule.STRICT_JSON.id(), Times.ONCE),
  NO_HTTP(new Garbage("SSH-2.0-server\r\n\r\n"), Kind.PROTOCOL, Times.ONCE);

  /** How often it is asked for. */
  enum Times {
    ONCE,
    /** Once more, and then the server behaves. */
    AGAIN,
    /** For each token that may be had. */
    WITH_OTHER_TOKENS
  }

  final Misbehaviour how;
  /** The label of an outage, the id of a rule, or that it is trusted. */
  final String verdict;
  final Times times;

  Switch(Misbehaviour how, Kind kind, Times times) {
    this(how, kind.label(), times);
  }

  Switch(Misbehaviour how, String verdict, Times times) {
    this.how = how;
    this.verdict = verdict;
    this.times = times;
  }

  /** At which requests the server does it. */
  Requests at() {
    Requests timestamps = Requests.to("timestamp.json");
    return times == Times.AGAIN ? timestamps.first(1) : timestamps;
  }

  /** Short where nothing else would end it. */
  Duration patience() {
    return Duration.ofMillis(verdict.equals(Kind.TIMED_OUT.label()) ? 250 : 20_000);
  }
}
