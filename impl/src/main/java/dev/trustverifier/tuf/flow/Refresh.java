package dev.trustverifier.tuf.flow;

import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Remedy;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.util.Map;
import java.util.Optional;

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
  public TrustedCollection of(Question question, Optional<TrustedCollection> known) throws Refused, Unavailable {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Remembered> before = recall(question);
      TrustedCollection proven = prove(question, before, known);
      if (keep(question, before, proven)) {
        return proven;
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
      if (!Remedy.isAnotherAttempt(refused.rejection()) || question.deadline().hasPassed()) {
        throw refused;
      }
      return new Attempt(question, dialect, before).proveAnew();
    }
  }

  private boolean keep(Question question, Optional<Remembered> before, TrustedCollection proven) throws Unavailable {
    Map<RoleName, Floor> floors = before.map(m -> (Map<RoleName, Floor>) m.floors()).orElse(Map.of());
    Remembered next = proven.remember(floors, question.trust().now());
    Kept kept = memory.replace(question.memoryKey(), before, next, question.deadline());
    if (kept instanceof Kept.Failed failed) {
      throw new Unavailable(failed.outage());
    }
    return kept instanceof Kept.Done;
  }
}
