package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.tuf.chain.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One refresh of one collection, and those who wait for it. Safe for use by several threads. */
final class Flight {
  private static final Set<Outage.Kind> OF_ITS_CALLER =
      Set.of(Outage.Kind.TIMED_OUT, Outage.Kind.INTERRUPTED, Outage.Kind.INTERNAL);

  private final Reading begun;
  private final CountDownLatch landed = new CountDownLatch(1);
  // All written before the latch opens.
  private @Nullable Checked checked;
  private @Nullable Refused refused;
  private @Nullable Unavailable unavailable;

  Flight(Reading begun) {
    this.begun = begun;
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

  void await(Asking asking) throws Unavailable {
    Deadline deadline = asking.deadline();
    try {
      if (!landed.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
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

  /** How it ended, for somebody who waited; empty if it ended in a way that need not be theirs. */
  Optional<Checked> outcome(Asking asking) throws Refused, Unavailable {
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
