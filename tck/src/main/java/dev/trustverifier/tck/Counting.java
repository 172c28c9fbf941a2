package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.util.Optional;
import java.util.Set;

/** One of several writers that add one to the same version. */
final class Counting {
  static final int TIMES = 10;

  private static final int MOST_TRIES = 2000;

  private Counting() {}

  /**
   * Adds one {@value TIMES} times.
   *
   * @param done the versions that were done by anybody
   */
  static void in(JudgedMemory judged, Set<Long> done) {
    int tries = 0;
    for (int times = 0; times < TIMES; ) {
      if (++tries > MOST_TRIES) {
        fail("of writers at the same time one must be done, and one was outdated " + (MOST_TRIES - times) + " times");
      }
      Recalled recalled = judged.recall(Keepsakes.KEY, JudgedMemory.soon());
      Optional<Remembered> known = known(recalled);
      long next = known.map(Keepsakes::versionOf).orElse(0L) + 1;
      Kept kept = judged.replace(Keepsakes.KEY, known, Keepsakes.version(next), JudgedMemory.soon());
      if (kept instanceof Kept.Failed failed) {
        fail("writers at the same time must be done or outdated, and one failed: " + failed.outage());
      }
      if (kept instanceof Kept.Done) {
        if (!done.add(next)) {
          fail("of writers that expected the same one must be outdated, and two were done with version " + next);
        }
        times++;
      }
    }
  }

  private static Optional<Remembered> known(Recalled recalled) {
    if (recalled instanceof Recalled.Unreadable unreadable) {
      return fail("recalling while others write must work, and it failed: " + unreadable.outage());
    }
    return recalled instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }
}
