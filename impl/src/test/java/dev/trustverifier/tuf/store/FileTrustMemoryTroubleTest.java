package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is an outage, and never a first use. */
class FileTrustMemoryTroubleTest {
  @TempDir Path folder;
  private FileTrustMemory memory;
  private Path file;

  @BeforeEach
  void remember() {
    memory = FileTrustMemory.at(folder);
    file = folder.resolve("pinned/lab.example%2fa.json");
    memory.replace(Samples.KEY, Optional.empty(), Samples.version(1), Samples.soon());
  }

  @Test
  void detectsEveryBitFlipped() throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length; i++) {
      byte[] flipped = content.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(file, flipped);
      assertCorrupt();
    }
  }

  @Test
  void detectsTruncations() throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int length = 0; length < content.length; length += 7) {
      Files.write(file, Arrays.copyOf(content, length));
      assertCorrupt();
    }
  }

  @Test
  void doesNotWriteOverACorruptFile() throws IOException {
    byte[] corrupt = {'{', '}'};
    Files.write(file, corrupt);
    for (Optional<Remembered> expected :
        List.of(Optional.<Remembered>empty(), Optional.of(Samples.version(1)))) {
      Kept kept = memory.replace(Samples.KEY, expected, Samples.version(2), Samples.soon());
      assertEquals(Kind.MEMORY, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
    }
    assertArrayEquals(corrupt, Files.readAllBytes(file));
  }

  @Test
  void detectsAFileMovedToAnotherName() throws IOException {
    Files.copy(file, folder.resolve("first-use").resolve(file.getFileName()));
    Files.copy(file, folder.resolve("pinned/lab.example%2fb.json"));
    MemoryKey firstUse = new MemoryKey(Samples.GUN, Basis.FIRST_USE);
    MemoryKey other = new MemoryKey(new Gun("lab.example/b"), Basis.PINNED);
    for (MemoryKey key : List.of(firstUse, other)) {
      String message = unreadable(memory.recall(key, Samples.soon())).message();
      assertTrue(message.contains("body is about another collection: lab.example/a (pinned)"), message);
    }
  }

  @Test
  void takesNeitherAFolderNorALinkToNowhereForAbsence() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertEquals(file + ": not a regular file", unreadable().message());
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("nowhere"));
    assertEquals(file + ": a link that leads nowhere", unreadable().message());
  }

  @Test
  void takesAFolderThatIsGoneForAnOutage() throws IOException {
    Files.delete(file);
    Files.delete(file.getParent());
    assertEquals(Kind.MEMORY, unreadable().kind());
    Kept kept = memory.replace(Samples.KEY, Optional.empty(), Samples.version(2), Samples.soon());
    assertInstanceOf(Kept.Failed.class, kept);
  }

  @Test
  void readsNoMoreThanItMustOfAHugeFile() throws IOException {
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(1L << 40);
    }
    assertEquals(file + ": larger than 67108864 bytes", unreadable().message());
  }

  @Test
  void doesNothingAfterTheDeadline() {
    Deadline passed = Deadline.after(Duration.ZERO);
    assertEquals(Kind.TIMED_OUT, unreadable(memory.recall(Samples.KEY, passed)).kind());
    Kept kept = memory.replace(Samples.KEY, Optional.of(Samples.version(1)), Samples.version(2), passed);
    assertEquals(Kind.TIMED_OUT, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void givesUpAtTheDeadlineWhileAnotherInstanceWrites() throws Exception {
    WriteLock held = FileTrustMemory.at(folder).lock(Samples.GUN, Samples.soon());
    try {
      Deadline soon = Deadline.after(Duration.ofMillis(50));
      Kept kept = memory.replace(Samples.KEY, Optional.of(Samples.version(1)), Samples.version(2), soon);
      assertEquals(Kind.TIMED_OUT, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
    } finally {
      held.close();
    }
    Kept kept = memory.replace(Samples.KEY, Optional.of(Samples.version(1)), Samples.version(2), Samples.soon());
    assertEquals(new Kept.Done(), kept);
  }

  @Test
  void doesNothingForAThreadThatIsInterrupted() {
    Thread.currentThread().interrupt();
    assertEquals(Kind.INTERRUPTED, unreadable(memory.recall(Samples.KEY, Samples.soon())).kind());
    Kept kept = memory.replace(Samples.KEY, Optional.of(Samples.version(1)), Samples.version(2), Samples.soon());
    assertTrue(Thread.interrupted());
    assertEquals(Kind.INTERRUPTED, assertInstanceOf(Kept.Failed.class, kept).outage().kind());
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void stopsWaitingWhenInterruptedAndStaysInterrupted() throws Exception {
    FutureTask<Kept> waiting =
        new FutureTask<>(
            () -> {
              Kept kept = memory.replace(Samples.KEY, Optional.empty(), Samples.version(2), Samples.soon());
              assertTrue(Thread.interrupted());
              return kept;
            });
    WriteLock held = memory.lock(Samples.GUN, Samples.soon());
    try {
      Thread thread = new Thread(waiting);
      thread.start();
      Thread.sleep(50);
      thread.interrupt();
      Kept.Failed failed = assertInstanceOf(Kept.Failed.class, waiting.get());
      assertEquals(Kind.INTERRUPTED, failed.outage().kind());
    } finally {
      held.close();
    }
  }

  private void assertCorrupt() {
    Outage outage = unreadable();
    assertEquals(Kind.MEMORY, outage.kind());
    assertTrue(
        outage.message().startsWith(file + " is corrupt (restore it, or have the collection forgotten): "),
        outage.message());
  }

  private Outage unreadable() {
    return unreadable(memory.recall(Samples.KEY, Samples.soon()));
  }

  private static Outage unreadable(Recalled recalled) {
    return assertInstanceOf(Recalled.Unreadable.class, recalled).outage();
  }
}
