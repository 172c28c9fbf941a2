package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One of several writers that add one to the same version. */
final class Counting {
  private static final int TIMES = 10;
  private static final int WRITERS = 4;

  private static final int MOST_TRIES = 2000;

  private Counting() {}

  static void bySeveral(JudgedMemory judged) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    Set<Long> done = ConcurrentHashMap.newKeySet();
    try {
      var counting = Collections.nCopies(WRITERS, Executors.callable(() -> in(judged, done)));
      assertAll("written by " + WRITERS + " threads at once",
          threads.invokeAll(counting).stream().map(answer -> answer::get));
    } finally {
      threads.shutdownNow();
    }
    Remembered last = Keepsakes.version((long) WRITERS * TIMES);
    judged.mustKnow(Keepsakes.KEY, last, "every writer counted to " + TIMES + " and was told it is done");
  }

  /**
   * Adds one {@value TIMES} times.
   *
   * @param done the versions that were done by anybody
   */
  private static void in(JudgedMemory judged, Set<Long> done) {
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
