package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrustMemoryTest {
  private static final MemoryKey FIRST_USE = new MemoryKey(Samples.GUN, Basis.FIRST_USE);

  @TempDir Path temporary;
  private Path folder;
  private FileTrustMemory memory;

  @BeforeEach
  void makeMemory() {
    folder = temporary.resolve("app/trust");
    memory = FileTrustMemory.at(folder);
  }

  @Test
  void knowsNothingAtFirst() {
    assertEquals(new Recalled.Unknown(), memory.recall(Samples.KEY, Samples.soon()));
  }

  @Test
  void remembersAfterARestart() {
    keep(Optional.empty(), 1);
    keep(Optional.of(Samples.version(1)), 2);
    FileTrustMemory restarted = FileTrustMemory.at(folder);
    assertEquals(new Recalled.Known(Samples.version(2)), restarted.recall(Samples.KEY, Samples.soon()));
  }

  @Test
  void changesNothingIfSomebodyElseWroteInBetween() {
    keep(Optional.empty(), 2);
    for (Optional<Remembered> wrong : List.of(Optional.<Remembered>empty(), Optional.of(Samples.version(1)))) {
      assertEquals(new Kept.Outdated(), memory.replace(Samples.KEY, wrong, Samples.version(3), Samples.soon()));
    }
    assertEquals(2, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void expectsSomethingWhereNothingIsAndSaysOutdated() {
    Optional<Remembered> expected = Optional.of(Samples.version(1));
    assertEquals(new Kept.Outdated(), memory.replace(Samples.KEY, expected, Samples.version(2), Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(Samples.KEY, Samples.soon()));
  }

  @Test
  void keepsTrustOnFirstUseApart() {
    keep(Optional.empty(), 5);
    assertEquals(new Recalled.Unknown(), memory.recall(FIRST_USE, Samples.soon()));
  }

  @Test
  void keepsCollectionsWithTheLongestNamesApart() {
    String longest = "Host.example/" + "a/".repeat(127);
    MemoryKey one = new MemoryKey(new Gun(longest + "a"), Basis.PINNED);
    MemoryKey other = new MemoryKey(new Gun(longest + "b"), Basis.PINNED);
    assertEquals(new Kept.Done(), memory.replace(one, Optional.empty(), Samples.version(1), Samples.soon()));
    assertEquals(new Kept.Done(), memory.replace(other, Optional.empty(), Samples.version(2), Samples.soon()));
    assertEquals(1, Samples.versionOf(memory.recall(one, Samples.soon())));
    assertEquals(2, Samples.versionOf(memory.recall(other, Samples.soon())));
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    keep(Optional.empty(), 1);
    memory.forget(Samples.GUN, Samples.soon());
    keep(Optional.empty(), 1);
    try (Stream<Path> all = Files.walk(folder.getParent())) {
      for (Path path : all.toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertEquals(Files.isDirectory(path) ? "rwx------" : "rw-------", permissions, path.toString());
      }
    }
  }

  @Test
  void takesNoFileForAFolder() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    for (Path path : List.of(file, file.resolve("below"))) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> FileTrustMemory.at(path));
      assertTrue(refusal.getMessage().startsWith("not a folder that may be written to: " + path), refusal.getMessage());
    }
  }

  @Test
  void takesALinkToAFolder() throws IOException {
    keep(Optional.empty(), 4);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    assertEquals(4, Samples.versionOf(FileTrustMemory.at(link).recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void takesNoFolderThatMayNotBeWrittenTo() throws IOException {
    Path locked = Files.createDirectory(temporary.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    assumeTrue(!Files.isWritable(locked), "root may write anywhere");
    assertThrows(IllegalArgumentException.class, () -> FileTrustMemory.at(locked));
  }

  @Test
  void isFoundByThoseWhoOnlyRead() throws IOException {
    keep(Optional.empty(), 3);
    FileTrustMemory reader = FileTrustMemory.existing(folder);
    assertEquals(3, Samples.versionOf(reader.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void doesNotTakeAFolderWithoutAMemoryForOne() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    for (Path path : List.of(empty, temporary.resolve("none"))) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> FileTrustMemory.existing(path));
      assertTrue(refusal.getMessage().startsWith("holds no trust memory: " + path), refusal.getMessage());
    }
    assertEquals(Map.of(), bytes(empty));
  }

  @Test
  void staysByteForByteTheSameWhenReadOnly() throws IOException {
    keep(Optional.empty(), 3);
    Map<Path, String> before = bytes(folder);
    var readOnly = FileTrustMemory.existing(folder).readOnly();
    assertEquals(3, Samples.versionOf(readOnly.recall(Samples.KEY, Samples.soon())));
    Optional<Remembered> expected = Optional.of(Samples.version(3));
    assertEquals(new Kept.Done(), readOnly.replace(Samples.KEY, expected, Samples.version(4), Samples.soon()));
    assertEquals(new Recalled.Unknown(), readOnly.recall(FIRST_USE, Samples.soon()));
    assertEquals(before, bytes(folder));
  }

  @Test
  void ignoresWhatADeadWriterLeftAndClearsItAway() throws IOException {
    keep(Optional.empty(), 1);
    Path left = folder.resolve("pinned/lab.example%2fa.new");
    Files.write(left, new byte[10]);
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
    assertEquals(1, memory.list().size());
    keep(Optional.of(Samples.version(1)), 2);
    assertTrue(Files.notExists(left));
    Files.write(left, new byte[10]);
    memory.forget(Samples.GUN, Samples.soon());
    assertTrue(Files.notExists(left));
  }

  @Test
  void leavesOneFilePerCollectionAndNoOthersBehind() throws IOException {
    for (long i = 0; i < 5; i++) {
      keep(i == 0 ? Optional.empty() : Optional.of(Samples.version(i)), i + 1);
    }
    assertEquals(Set.of(folder.resolve("pinned/lab.example%2fa.json")), bytes(folder.resolve("pinned")).keySet());
  }

  private void keep(Optional<Remembered> expected, long version) {
    assertEquals(new Kept.Done(), memory.replace(Samples.KEY, expected, Samples.version(version), Samples.soon()));
  }

  /** Every file below a folder, with its time and its bytes. */
  private static Map<Path, String> bytes(Path folder) throws IOException {
    Map<Path, String> result = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        result.put(path, Files.getLastModifiedTime(path) + " " + Files.readString(path));
      }
    }
    return result;
  }
}
