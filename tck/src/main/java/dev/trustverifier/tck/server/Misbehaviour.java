package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** What a server may do in place of answering well. Immutable. */
public sealed interface Misbehaviour {

  /** How far an answer gets before it goes wrong. */
  enum Point {
    /** Not a byte of it is sent. */
    BEFORE_HEADERS,
    /** The headers and half of the body are sent. */
    MID_BODY
  }

  /**
   * Says nothing more, and keeps the connection until the client gives up.
   *
   * @param at from where on
   */
  record Hang(Point at) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Hang {
      Objects.requireNonNull(at);
    }
  }

  /**
   * Closes the connection.
   *
   * @param at where
   */
  record Cut(Point at) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Cut {
      Objects.requireNonNull(at);
    }
  }

  /**
   * Resets the connection, as a host does that has lost its state.
   *
   * @param at where
   */
  record Reset(Point at) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Reset {
      Objects.requireNonNull(at);
    }
  }

  /**
   * Sends byte after byte, with a pause before each.
   *
   * @param from {@code BEFORE_HEADERS} drips headers and body, {@code MID_BODY} the second half of the body
   * @param pause how long
   */
  record Drip(Point from, Duration pause) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Drip {
      Objects.requireNonNull(from);
      Objects.requireNonNull(pause);
    }
  }

  /**
   * Answers well, but not before it is allowed to: for tests that must do something while a request is under way.
   *
   * @param until it answers when this is at zero
   */
  record Hold(CountDownLatch until) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Hold {
      Objects.requireNonNull(until);
    }
  }

  /**
   * Announces another length than the body has. Where it announces more, the connection is closed after the body; where
   * it announces less, the connection stays open, and what is left over stands before the next answer.
   *
   * @param difference how many bytes more; fewer if negative
   */
  record WrongLength(int difference) implements Misbehaviour {}

  /**
   * Answers as a replica does that has not everything yet.
   *
   * @param behind what it has of its collection; all else is as it is
   */
  record Lag(State behind) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Lag {
      Objects.requireNonNull(behind);
    }
  }

  /** Sends the body compressed by gzip, asked or not. */
  record Gzip() implements Misbehaviour {}

  /**
   * Sends the client elsewhere.
   *
   * @param status such as 302 or 307
   * @param location where to; empty for the very same place
   */
  record Redirect(int status, Optional<URI> location) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Redirect {
      Objects.requireNonNull(location);
    }
  }

  /**
   * Refuses, in Notary's form of an error, without a look at the request. A 401 brings the challenge along if there is
   * a token service.
   *
   * @param status the status
   * @param retryAfter the header of that name
   */
  record Refuse(int status, Optional<String> retryAfter) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Refuse {
      Objects.requireNonNull(retryAfter);
    }
  }

  /**
   * Answers 200 with something else, as a captive portal does.
   *
   * @param contentType what it says that it is
   * @param content what it is
   */
  record Instead(String contentType, String content) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Instead {
      Objects.requireNonNull(contentType);
      Objects.requireNonNull(content);
    }
  }

  /**
   * Sends this in place of HTTP, and closes the connection.
   *
   * @param text what to send
   */
  record Garbage(String text) implements Misbehaviour {
    /** Checks that nothing is missing. */
    public Garbage {
      Objects.requireNonNull(text);
    }
  }

  /**
   * A redirect to the place that was asked for.
   *
   * @return a redirect with status 307
   */
  static Misbehaviour redirectLoop() {
    return new Redirect(307, Optional.empty());
  }

  /**
   * A redirect to another place.
   *
   * @param location where to
   * @return a redirect with status 307
   */
  static Misbehaviour redirectTo(URI location) {
    return new Redirect(307, Optional.of(location));
  }

  /**
   * A refusal that does not say when to come again.
   *
   * @param status such as 403, 405, 429 or 503
   * @return the refusal
   */
  static Misbehaviour status(int status) {
    return new Refuse(status, Optional.empty());
  }

  /**
   * A refusal that says when to come again, in seconds.
   *
   * @param status such as 429 or 503
   * @param time how long to wait; cut to whole seconds
   * @return the refusal
   */
  static Misbehaviour status(int status, Duration time) {
    return new Refuse(status, Optional.of(Long.toString(time.toSeconds())));
  }

  /**
   * A refusal that says when to come again, as a date.
   *
   * @param status such as 429 or 503
   * @param time until when to wait; cut to whole seconds
   * @return the refusal
   */
  static Misbehaviour status(int status, Instant time) {
    return new Refuse(status, Optional.of(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .format(time.atOffset(ZoneOffset.UTC))));
  }
}
