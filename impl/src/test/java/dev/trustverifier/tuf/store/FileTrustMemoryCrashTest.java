package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed, or a machine whose power fails, before each operation on a file in turn. */
class FileTrustMemoryCrashTest {
  private static final int FEWEST_STEPS = 15;

  @TempDir private Path parent;
  private final Fuse fuse = new Fuse();
  private final CrashingDisk disk = new CrashingDisk(fuse);

  /** What ends it. */
  enum End { KILLED, POWER_LOST }

  /** What a process does with a memory in a folder. */
  @FunctionalInterface
  private interface Work {
    void run(Path folder) throws IOException;
  }

  /** What must hold afterwards; {@code done} if it came to its end before it was killed. */
  @FunctionalInterface
  private interface Aftermath {
    void check(FileTrustMemory memory, boolean done) throws IOException;
  }

  private void killAtEveryStep(End end, Work before, Work work, Aftermath aftermath) throws IOException {
    boolean done = false;
    int steps = 0;
    for (; !done; steps++) {
      Path folder = parent.resolve("after-" + steps);
      before.run(folder);
      fuse.light(steps);
      try {
        work.run(disk.folder(folder));
        done = true;
      } catch (Fuse.Killed killed) {
        assertTrue(fuse.isBurnt());
      }
      fuse.replace();
      if (end == End.POWER_LOST) {
        disk.losePower();
      }
      aftermath.check(FileTrustMemory.at(folder), done);
    }
    assertTrue(steps > FEWEST_STEPS, "only " + steps);
  }

  private static void replace(FileTrustMemory memory, Optional<Remembered> expected, long version) {
    Kept kept = memory.replace(Samples.KEY, expected, Samples.version(version), Samples.soon());
    assertEquals(new Kept.Done(), kept);
  }

  private static Optional<Remembered> recalled(FileTrustMemory memory) {
    return Samples.known(memory.recall(Samples.KEY, Samples.soon()));
  }

  @ParameterizedTest
  @EnumSource
  void aWriterLeavesTheOldOrTheNew(End end) throws IOException {
    Remembered old = Samples.version(1);
    killAtEveryStep(
        end,
        folder -> replace(FileTrustMemory.at(folder), Optional.empty(), 1),
        folder -> replace(FileTrustMemory.at(folder), Optional.of(old), 2),
        (memory, done) -> {
          Optional<Remembered> left = recalled(memory);
          assertTrue(left.equals(Optional.of(Samples.version(2))) || !done && left.equals(Optional.of(old)));
          replace(memory, left, 3);
          assertEquals(Optional.of(Samples.version(3)), recalled(memory));
        });
  }

  @ParameterizedTest
  @EnumSource
  void theFirstWriterLeavesNothingOrAllOfIt(End end) throws IOException {
    killAtEveryStep(
        end,
        folder -> {},
        folder -> replace(FileTrustMemory.at(folder), Optional.empty(), 1),
        (memory, done) -> {
          Optional<Remembered> left = recalled(memory);
          assertTrue(left.equals(Optional.of(Samples.version(1))) || !done && left.isEmpty());
          replace(memory, left, 2);
        });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsForgottenIsRecorded(End end) throws IOException {
    killAtEveryStep(
        end,
        folder -> replace(FileTrustMemory.at(folder), Optional.empty(), 1),
        folder -> assertEquals(
            List.of(Samples.KEY), FileTrustMemory.at(folder).forget(Samples.GUN, Samples.soon())),
        (memory, done) -> {
          boolean isKnown = recalled(memory).isPresent();
          assertTrue(!isKnown || !done, "what was forgotten came back");
          assertTrue(isKnown || isRecorded(memory), "what was not recorded is forgotten");
          memory.forget(Samples.GUN, Samples.soon());
          replace(memory, Optional.empty(), 2);
        });
  }

  private static boolean isRecorded(FileTrustMemory memory) throws IOException {
    Path log = Path.of(memory.toString().substring("trust memory in ".length())).resolve("forgotten.log");
    return Files.exists(log) && Files.readString(log).contains(" forgot " + Samples.GUN);
  }
}
