package dev.trustverifier.tuf.flow;

import dev.trustverifier.Caveat;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A proven collection as it is kept, and when its source was asked. Safe for use by several threads. */
public final class Checked {
  private static final long PER_IMAGE = 700;

  private final Refreshed refreshed;
  private final Reading when;
  private final @Nullable Failure failure;
  private final AtomicBoolean renewing = new AtomicBoolean();
  // Handed on to what follows this, since some may still hold on to this and add to it.
  private final Queue<OnceTrusted> unremembered;

  /** That the source could not be asked, when that was found out, and how long it could have taken. */
  private record Failure(Outage outage, Reading when, Duration patience) {
    /** Whether it speaks for a caller too, who has about as much time; one with more has to see for himself. */
    boolean speaksFor(Asking asking) {
      return asking.deadline().remaining().compareTo(patience.multipliedBy(2)) <= 0;
    }
  }

  private Checked(
      Refreshed refreshed, Reading when, @Nullable Failure failure, Queue<OnceTrusted> unremembered) {
    this.refreshed = refreshed;
    this.when = when;
    this.failure = failure;
    this.unremembered = unremembered;
  }

  Checked(Refreshed refreshed, Reading when) {
    this(refreshed, when, null, new ConcurrentLinkedQueue<>());
  }

  /** What follows this after a refresh that has remembered some images. */
  Checked then(Refreshed next, Reading now, Collection<OnceTrusted> remembered) {
    unremembered.removeAll(remembered);
    return new Checked(next, now, null, unremembered);
  }

  /** The same, after the source could not be asked once more within some time. */
  Checked failed(Outage outage, Reading then, Duration patience) {
    return new Checked(refreshed, when, new Failure(outage, then, patience), unremembered);
  }

  /** About how much memory this takes, in bytes. */
  long size() {
    return collection().size() + PER_IMAGE * onceTrusted().size();
  }

  public TrustedCollection collection() {
    return refreshed.collection();
  }

  /** What the memory knows to have been trusted before. */
  public Collection<OnceTrusted> onceTrusted() {
    return refreshed.onceTrusted();
  }

  /** When the source was last asked successfully. */
  public Instant instant() {
    return when.instant();
  }

  /** Has an image remembered with the next refresh. */
  public void trusted(OnceTrusted image) {
    boolean known =
        refreshed.onceTrusted().stream().anyMatch(image::isOf) || unremembered.stream().anyMatch(image::isOf);
    if (!known && unremembered.size() < OnceTrusted.MOST) {
      unremembered.add(image);
    }
  }

  /** What was trusted since the memory was written last. */
  public Collection<OnceTrusted> unremembered() {
    return unremembered;
  }

  /** Why this may not be what the source shows now: it was checked too long ago, and could not be checked since. */
  public Optional<Caveat.Outdated> caveat(Freshness freshness, Reading now) {
    return failure == null || isOfLate(when, freshness, now)
        ? Optional.empty()
        : Optional.of(
            new Caveat.Outdated(when.instant(), failure.outage(), when.instant().plus(freshness.rideOutOutage())));
  }

  /** Whether this answers without anybody being asked. */
  boolean isFresh(Asking asking) {
    Freshness freshness = asking.freshness();
    Reading now = asking.now();
    return holds(now)
        && (isOfLate(when, freshness, now)
            || failure != null
                && failure.speaksFor(asking)
                && isOfLate(failure.when(), freshness, now)
                && standsIn(freshness, now));
  }

  private static boolean isOfLate(Reading when, Freshness freshness, Reading now) {
    return now.since(when).compareTo(freshness.recheckAfter()) < 0;
  }

  /** Whether this answers when nobody can be asked. */
  boolean standsIn(Freshness freshness, Reading now) {
    Duration most = freshness.rideOutOutage();
    return !most.isZero() && now.since(when).compareTo(most) <= 0 && holds(now);
  }

  /** Whether nothing has expired; where the clock was set back, what began to hold later has to be proven anew. */
  public boolean holds(Reading now) {
    return !now.instant().isAfter(collection().firstExpiry()) && !now.isSetBackBefore(when);
  }

  /** Whether it is time to ask, before somebody has to wait for it. True for one caller only. */
  boolean isDue(Freshness freshness, Reading now) {
    Duration age = now.since(failure == null ? when : failure.when());
    boolean soon = age.compareTo(freshness.recheckAfter().multipliedBy(3).dividedBy(4)) >= 0;
    boolean news = failure == null && !unremembered.isEmpty() && onceTrusted().size() < OnceTrusted.MOST;
    return (soon || news) && renewing.compareAndSet(false, true);
  }
}
