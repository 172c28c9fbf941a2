package dev.trustverifier.tck.repository;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when told to, in both directions. Safe for use by several threads. */
public final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now;

  private ManualClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /**
   * A clock that stands still.
   *
   * @param start what it shows
   * @return the clock
   */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /**
   * Moves on.
   *
   * @param time how far; a negative duration moves back
   */
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /**
   * Shows another time.
   *
   * @param instant what to show from now on, be it earlier
   */
  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public String toString() {
    return instant().toString();
  }
}
