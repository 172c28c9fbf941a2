package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with a memory. */
class FileTrustMemoryOperatorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final MemoryKey FIRST_USE = new MemoryKey(Samples.GUN, Basis.FIRST_USE);
  private static final MemoryKey OTHER = new MemoryKey(new Gun("lab.example/b"), Basis.PINNED);

  @TempDir Path folder;
  private FileTrustMemory memory;

  @BeforeEach
  void rememberThree() {
    memory = FileTrustMemory.at(folder, () -> NOW);
    keep(Samples.KEY, 1);
    keep(FIRST_USE, 2);
    keep(OTHER, 3);
  }

  @Test
  void listsWhatIsRemembered() throws IOException {
    List<FileTrustMemory.Entry> entries = FileTrustMemory.existing(folder).list();
    assertEquals(List.of(Samples.KEY, OTHER, FIRST_USE), entries.stream().map(e -> e.key().orElseThrow()).toList());
    assertEquals(List.of(1L, 3L, 2L), entries.stream().map(e -> Samples.versionOf(e.state())).toList());
  }

  @Test
  void listsWhatCannotBeReadWithTheNameItShouldHave() throws IOException {
    Path corrupt = folder.resolve("pinned/lab.example%2fa.json");
    Files.write(corrupt, new byte[0]);
    Path moved = folder.resolve("pinned/stray.json");
    Files.copy(folder.resolve("pinned/lab.example%2fb.json"), moved);
    List<FileTrustMemory.Entry> entries = memory.list();
    assertEquals(List.of(corrupt, moved), List.of(entries.get(0).path(), entries.get(2).path()));
    assertEquals(Optional.of(Samples.KEY), entries.get(0).key());
    assertEquals(Optional.empty(), entries.get(2).key());
    assertInstanceOf(Recalled.Unreadable.class, entries.get(0).state());
    Recalled.Unreadable stray = assertInstanceOf(Recalled.Unreadable.class, entries.get(2).state());
    assertTrue(stray.outage().message().contains("lab.example/b"), stray.outage().message());
  }

  @Test
  void forgetsACollectionHoweverTrustInItBegan() throws IOException {
    assertEquals(List.of(Samples.KEY, FIRST_USE), memory.forget(Samples.GUN, Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(Samples.KEY, Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(FIRST_USE, Samples.soon()));
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  @Test
  void recordsWhatItForgot() throws IOException {
    Digest file = Digest.sha256(Files.readAllBytes(folder.resolve("pinned/lab.example%2fb.json")));
    memory.forget(OTHER.gun(), Samples.soon());
    keep(OTHER, 4);
    memory.forget(OTHER.gun(), Samples.soon());
    List<String> log = Files.readAllLines(folder.resolve("forgotten.log"));
    assertEquals(2, log.size());
    assertEquals(
        "2026-11-22T10:00:00Z forgot lab.example/b (pinned): versions root 3; root "
            + Digest.sha256(Samples.version(3).root()) + "; file " + file,
        log.get(0));
  }

  @Test
  void forgetsWhatIsCorruptAndSaysSo() throws IOException {
    Files.write(folder.resolve("pinned/lab.example%2fb.json"), new byte[0]);
    assertEquals(List.of(OTHER), memory.forget(OTHER.gun(), Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(OTHER, Samples.soon()));
    String log = Files.readString(folder.resolve("forgotten.log"));
    assertTrue(log.contains("lab.example/b (pinned): it was corrupt; file sha256:e3b0"), log);
  }

  @Test
  void forgetsNothingThatItCannotRecord() throws IOException {
    Files.createDirectory(folder.resolve("forgotten.log"));
    assertThrows(IOException.class, () -> memory.forget(OTHER.gun(), Samples.soon()));
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  @Test
  void recordsNothingWhereNothingWasKnown() throws IOException {
    assertEquals(List.of(), memory.forget(new Gun("lab.example/none"), Samples.soon()));
    assertTrue(Files.notExists(folder.resolve("forgotten.log")));
  }

  @Test
  void forgetsHoweverTheHostIsSpelt() throws IOException {
    assertEquals(List.of(OTHER), memory.forget(new Gun("LAB.Example/b"), Samples.soon()));
  }

  @Test
  void forgetsNothingForAThreadThatIsInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> memory.forget(OTHER.gun(), Samples.soon()));
    assertTrue(Thread.interrupted());
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  @Test
  void givesUpForgettingAtTheDeadline() throws Exception {
    WriteLock held = FileTrustMemory.at(folder).lock(OTHER.gun(), Samples.soon());
    try {
      Deadline soon = Deadline.after(Duration.ofMillis(20));
      assertThrows(InterruptedIOException.class, () -> memory.forget(OTHER.gun(), soon));
    } finally {
      held.close();
    }
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  private void keep(MemoryKey key, long version) {
    memory.replace(key, Optional.empty(), Samples.version(version), Samples.soon());
  }
}
