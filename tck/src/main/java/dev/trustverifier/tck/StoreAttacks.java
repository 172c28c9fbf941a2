package dev.trustverifier.tck;

import static dev.trustverifier.SpecRule.VERSION_NOT_LOWER;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.Rejection.RolledBack;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A memory that cannot tell, cannot keep, or is somebody else's too. */
final class StoreAttacks {
  private static final Outage DOWN = new Outage(Kind.MEMORY, "the memory is down");

  private StoreAttacks() {}

  static List<Case> cases() {
    return List.of(
        Story.of("memory-unreadable", VERSION_NOT_LOWER, "the memory cannot tell what it knows, which is no first use")
            .after(Stage::twoReleases)
            .offered(stage -> stage.remembering(Unreadable::new))
            .undecided(Kind.MEMORY),
        Story.of("memory-unreadable-during-a-rollback", VERSION_NOT_LOWER,
                "the memory is down, and the server shows the state of yesterday")
            .after(Stage::twoReleases)
            .offered(stage -> stage.remembering(Unreadable::new).serve(stage.publisher.history().get(0)))
            .undecided(Kind.MEMORY),
        Story.of("memory-that-cannot-keep", VERSION_NOT_LOWER,
                "what was proven cannot be kept, and so could be taken back")
            .after(Stage::twoReleases)
            .offered(stage -> stage.remembering(Unwritable::new).release("v3").asks("v3"))
            .undecided(Kind.MEMORY),
        Story.of("memory-always-outdated", VERSION_NOT_LOWER, "somebody else has always written in between")
            .after(Stage::twoReleases)
            .offered(stage -> stage
                .remembering(memory -> new Outdated(memory, Integer.MAX_VALUE)).release("v3").asks("v3"))
            .undecided(Kind.MEMORY),
        Story.of("memory-outdated-once", VERSION_NOT_LOWER, "somebody else has written in between, once")
            .after(Stage::twoReleases)
            .offered(stage -> stage.remembering(memory -> new Outdated(memory, 1)).release("v3").asks("v3"))
            .trusted(),
        Story.of("another-replica-went-ahead", VERSION_NOT_LOWER,
                "another process has seen more, and the server that this one asks lags behind")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.release("v3").trusts("v3");
              stage.serve(stage.publisher.history().get(1));
            })
            .then(stage -> stage.serve(stage.publisher.state()).trusts("v3"))
            .refused(RolledBack.class, RoleName.TIMESTAMP),
        Story.of("dry-run-keeps-nothing", VERSION_NOT_LOWER,
                "a newer state is seen by a dry run, and then the server shows the known one again")
            .after(Stage::twoReleases)
            .offered(stage -> {
              stage.remembering(TrustMemory::readOnly).release("v3").trusts("v3");
              stage.remembering(memory -> memory).serve(stage.publisher.history().get(1));
            })
            .trusted());
  }

  private record Unreadable(TrustMemory memory) implements TrustMemory {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      return new Recalled.Unreadable(DOWN);
    }

    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      return memory.replace(key, expected, next, deadline);
    }
  }

  private record Unwritable(TrustMemory memory) implements TrustMemory {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      return memory.recall(key, deadline);
    }

    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      return new Kept.Failed(DOWN);
    }
  }

  private record Outdated(TrustMemory memory, AtomicInteger times) implements TrustMemory {
    Outdated(TrustMemory memory, int times) {
      this(memory, new AtomicInteger(times));
    }

    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      return memory.recall(key, deadline);
    }

    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      return times.getAndDecrement() > 0 ? new Kept.Outdated() : memory.replace(key, expected, next, deadline);
    }
  }
}
