package dev.trustverifier.tuf.flow;

import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.Mementos;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Remedy;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Brings a collection up to date: recalls, proves, remembers. Immutable and safe for use by several threads. */
public final class Refresh {
  private static final int MOST_TRIES = 32;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private final Dialect dialect;
  private final TrustMemory memory;

  public Refresh(Dialect dialect, TrustMemory memory) {
    this.dialect = dialect;
    this.memory = memory;
  }

  /** The collection as the source shows it now; {@code known} if that has not changed. */
  public Refreshed of(
      Question question, Optional<TrustedCollection> known, Function<TrustedCollection, Mementos> mementos)
      throws Refused, Unavailable {
    Optional<Remembered> before = recall(question);
    TrustedCollection proven = prove(question, before, known);
    Remembered next = proven.remember(before, mementos.apply(proven), question.trust().now());
    for (int tries = 1; !keep(question, before, next); tries++) {
      pause(question, tries);
      Optional<Remembered> now = recall(question);
      if (!now.equals(before) && !isTheSameState(now, next)) {
        proven = prove(question, now, known);
      }
      before = now;
      next = proven.remember(before, mementos.apply(proven), question.trust().now());
      if (isTheSame(before, next)) {
        break;
      }
    }
    return new Refreshed(proven, next.onceTrusted());
  }

  /** Whether somebody else wrote the same just now. */
  private static boolean isTheSame(Optional<Remembered> kept, Remembered next) {
    return kept.map(Refresh::timeless).equals(Optional.of(timeless(next)));
  }

  /** The same, images of the past aside. */
  private static boolean isTheSameState(Optional<Remembered> kept, Remembered next) {
    return isTheSame(kept.map(Refresh::imageless), imageless(next));
  }

  private static Remembered timeless(Remembered kept) {
    Map<RoleName, Floor> floors = new HashMap<>(kept.floors());
    floors.replaceAll((role, floor) ->
        new Floor(floor.since(), floor.version(), floor.digest(), floor.signers(), Instant.EPOCH));
    List<OnceTrusted> once = kept.onceTrusted().stream().map(image -> image.listedAt(Instant.EPOCH)).toList();
    return new Remembered(kept.root(), kept.anchors(), floors, once);
  }

  private static Remembered imageless(Remembered kept) {
    return new Remembered(kept.root(), kept.anchors(), kept.floors(), List.of());
  }

  /** Lets others go first, so that all come through in the end. */
  private static void pause(Question question, int tries) throws Unavailable {
    long most = Math.min(FIRST_PAUSE.toNanos() << Math.min(tries, 5), question.deadline().remaining().toNanos());
    if (tries == MOST_TRIES || most <= 0) {
      throw new Unavailable(
          new Outage(Outage.Kind.MEMORY, "others kept writing to the memory of " + question.gun()));
    }
    try {
      TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          new Outage(Outage.Kind.INTERRUPTED, "interrupted while others wrote to the memory of " + question.gun()));
    }
  }

  private Optional<Remembered> recall(Question question) throws Unavailable {
    Recalled recalled = memory.recall(question.memoryKey(), question.deadline());
    if (recalled instanceof Recalled.Unreadable unreadable) {
      throw new Unavailable(unreadable.outage());
    }
    return recalled instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }

  private TrustedCollection prove(Question question, Optional<Remembered> before, Optional<TrustedCollection> known)
      throws Refused, Unavailable {
    Attempt attempt = new Attempt(question, dialect, before);
    if (known.isPresent()
        && !question.trust().now().isAfter(known.get().firstExpiry())
        && attempt.isUnchanged(known.get())) {
      return known.get();
    }
    try {
      return attempt.prove();
    } catch (Refused refused) {
      boolean lags = Remedy.isAnotherReplica(refused.rejection());
      if (!lags && !Remedy.isAnotherAttempt(refused.rejection()) || question.deadline().hasPassed()) {
        throw refused;
      }
      Attempt second = new Attempt(question, dialect, before);
      return lags ? second.prove() : second.proveAnew();
    }
  }

  private boolean keep(Question question, Optional<Remembered> before, Remembered next) throws Unavailable {
    Kept kept = memory.replace(question.memoryKey(), before, next, question.deadline());
    if (kept instanceof Kept.Failed failed) {
      throw new Unavailable(failed.outage());
    }
    return kept instanceof Kept.Done;
  }
}
