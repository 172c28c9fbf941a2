package dev.trustverifier.tuf.flow;

import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.Mementos;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Remedy;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.util.Optional;
import java.util.function.Function;

/** Brings a collection up to date: recalls, proves, remembers. Immutable and safe for use by several threads. */
public final class Refresh {
  private static final int MOST_TRIES = 8;

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
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Remembered> before = recall(question);
      TrustedCollection proven = prove(question, before, known);
      Remembered next = proven.remember(before, mementos.apply(proven), question.trust().now());
      if (keep(question, before, next)) {
        return new Refreshed(proven, next.onceTrusted());
      }
    }
    throw new Unavailable(
        new Outage(Outage.Kind.MEMORY, "others kept writing to the memory of " + question.gun()));
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
