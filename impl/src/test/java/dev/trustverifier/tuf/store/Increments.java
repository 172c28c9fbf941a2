package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Counts upwards in a memory, as a program of its own: the folder, how many instances, and how many successes each has
 * to have. Every success is printed.
 */
final class Increments {
  private Increments() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    if (args[1].equals("hold")) {
      hold(folder);
      return;
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      TrustMemory memory = FileTrustMemory.at(folder);
      Thread thread = new Thread(() -> count(memory, Long.parseLong(args[2]), System.out::println));
      thread.setUncaughtExceptionHandler((dead, fault) -> {
        fault.printStackTrace();
        Runtime.getRuntime().halt(1);
      });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Succeeds so many times in adding one, and tells each new version. */
  static void count(TrustMemory memory, long successes, LongConsumer told) {
    for (long done = 0; done < successes; ) {
      Recalled before = memory.recall(Samples.KEY, Samples.soon());
      Optional<Remembered> known = Samples.known(before);
      long next = Samples.versionOf(before) + 1;
      Kept kept = memory.replace(Samples.KEY, known, Samples.version(next), Samples.soon());
      if (kept instanceof Kept.Failed failed) {
        throw new AssertionError(failed.outage().message());
      }
      if (kept instanceof Kept.Done) {
        done++;
        told.accept(next);
      }
    }
  }

  private static void hold(Path folder) throws Exception {
    WriteLock lock = FileTrustMemory.at(folder).lock(Samples.GUN, Samples.soon());
    System.out.println("held");
    Thread.sleep(60_000);
    lock.close();
  }
}
