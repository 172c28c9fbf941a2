package dev.trustverifier;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Why nobody could be asked: the answer is open, and asking again may help. Immutable.
 *
 * @param kind what failed
 * @param message one line: what was asked for, and what came back
 * @param retryAfter how long the other side wants to be left alone, if it said so
 */
public record Outage(Kind kind, String message, Optional<Duration> retryAfter) {

  /** What failed. */
  public enum Kind {
    /** The deadline passed before an answer was complete. */
    TIMED_OUT,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** No TLS session, or not with the certificate that was asked for. */
    TLS,
    /** The other side wants credentials, or others (401). */
    UNAUTHORISED,
    /** The other side knows who asks and says no (403). */
    FORBIDDEN,
    /** The registry has its trust service switched off (405). */
    TRUST_DISABLED,
    /** Too many requests (429). */
    RATE_LIMITED,
    /** The other side failed (5xx). */
    SERVER_ERROR,
    /** An answer that the protocol does not have, or one cut short. */
    PROTOCOL,
    /** A file could not be read or written. */
    IO,
    /** What was remembered could not be read or kept. */
    MEMORY,
    /** A fault of the verifier itself. */
    INTERNAL;

    /**
     * As programs read it.
     *
     * @return the name in lower case with hyphens, such as {@code timed-out}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Makes the message one line. */
  public Outage {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(retryAfter);
    message = OneLine.of(message);
  }

  /**
   * An outage whose end nobody announced.
   *
   * @param kind what failed
   * @param message one line: what was asked for, and what came back
   */
  public Outage(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }
}
