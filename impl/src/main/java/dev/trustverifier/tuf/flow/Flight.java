package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.tuf.chain.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One refresh of one collection, and those who wait for it. Safe for use by several threads. */
final class Flight {
  private static final Set<Outage.Kind> OF_ITS_CALLER =
      Set.of(Outage.Kind.TIMED_OUT, Outage.Kind.INTERRUPTED, Outage.Kind.INTERNAL);

  private static final Duration FOR_EVER = Duration.ofDays(365);
  /** For what nobody asked for, those who ask wait no longer, though it may take longer to land. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Reading begun;
  private final Deadline due;
  private final CountDownLatch landed = new CountDownLatch(1);
  // All written before the latch opens.
  private @Nullable Checked checked;
  private @Nullable Refused refused;
  private @Nullable Unavailable unavailable;

  private Flight(Reading begun, Duration time) {
    this.begun = begun;
    this.due = Deadline.after(time);
  }

  /** One that somebody waits for, and others too. */
  static Flight awaited(Reading begun) {
    return new Flight(begun, FOR_EVER);
  }

  /** One in the background. */
  static Flight unasked(Reading begun) {
    return new Flight(begun, MOMENT);
  }

  /** Whether nobody has to wait for it any more. */
  boolean isOverdue() {
    return due.hasPassed();
  }

  Checked end(Checked with) {
    checked = with;
    return with;
  }

  Refused end(Refused with) {
    refused = with;
    return with;
  }

  Unavailable end(Unavailable with) {
    unavailable = with;
    return with;
  }

  void land() {
    landed.countDown();
  }

  /** Waits until it has landed, or is overdue. */
  void await(Asking asking) throws Unavailable {
    Duration most = asking.deadline().remaining();
    Duration wait = due.remaining().compareTo(most) < 0 ? due.remaining() : most;
    try {
      if (!landed.await(wait.toNanos(), TimeUnit.NANOSECONDS) && !isOverdue()) {
        throw late(Outage.Kind.TIMED_OUT, "the deadline passed", asking);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(Outage.Kind.INTERRUPTED, "interrupted", asking);
    }
  }

  private static Unavailable late(Outage.Kind kind, String what, Asking asking) {
    return new Unavailable(new Outage(kind, what + " while another call was refreshing " + asking.key().gun()));
  }

  /** How it ended, for somebody who waited; empty if it has not, or in a way that need not be theirs. */
  Optional<Checked> outcome(Asking asking) throws Refused, Unavailable {
    if (landed.getCount() > 0) {
      return Optional.empty();
    }
    if (checked != null) {
      return Optional.of(checked).filter(there -> there.holds(asking.now()));
    }
    boolean atTheSameTime = asking.now().agreesWith(begun);
    if (refused != null && atTheSameTime) {
      throw refused;
    }
    if (unavailable != null && !OF_ITS_CALLER.contains(unavailable.outage().kind())) {
      throw unavailable;
    }
    return Optional.empty();
  }
}
