package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.wire.CorruptMemory;
import dev.trustverifier.tuf.wire.RememberedJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/**
 * Remembers in a folder, one file per collection and basis. What is kept survives the death of the process and of the
 * machine at any moment. Any number of threads, instances and processes of one machine may share the folder; on a file
 * system shared by machines, as far as its locks and renames reach.
 *
 * <p>What this makes is for its owner only (0700, 0600), where the file system has such permissions. A file that was
 * changed by anyone else, moved to another name or cut short is never believed and never taken for a first use: the
 * collection stays undecided until the file is restored, or the collection forgotten. A file that an operator deletes
 * is forgotten too, but without a record.
 *
 * <p>Immutable, and safe for use by several threads. It keeps no file open, so there is nothing to close.
 */
public final class FileTrustMemory implements TrustMemory {
  private static final String LOCKS = "locks";
  private static final String LOG = "forgotten.log";
  private static final int STRIPES = 16;

  private final Path folder;
  private final InstantSource clock;

  private FileTrustMemory(Path folder, InstantSource clock) {
    this.folder = folder.toAbsolutePath();
    this.clock = clock;
  }

  /**
   * One file of a memory.
   *
   * @param path where it is
   * @param key what it is about; empty if that cannot be told any more
   * @param state what it remembers, or why it cannot be read
   */
  public record Entry(Path path, Optional<MemoryKey> key, Recalled state) {
    /** Checks that nothing is missing. */
    public Entry {
      Objects.requireNonNull(path);
      Objects.requireNonNull(key);
      Objects.requireNonNull(state);
    }
  }

  /**
   * A memory in a folder, which is made if it is not there. What is forgotten is dated by the system's clock.
   *
   * @param folder where to keep files
   * @return the memory
   * @throws IllegalArgumentException if there is something else, or a folder that may not be written to
   */
  public static FileTrustMemory at(Path folder) {
    return at(folder, InstantSource.system());
  }

  /**
   * A memory in a folder, which is made if it is not there.
   *
   * @param folder where to keep files
   * @param clock dates what is forgotten
   * @return the memory
   * @throws IllegalArgumentException if there is something else, or a folder that may not be written to
   */
  public static FileTrustMemory at(Path folder, InstantSource clock) {
    FileTrustMemory memory = new FileTrustMemory(folder, Objects.requireNonNull(clock));
    for (Path made : memory.folders()) {
      try {
        OwnerOnly.makeFolder(made);
      } catch (IOException e) {
        throw new IllegalArgumentException("not a folder that may be written to: " + made, e);
      }
      if (!Files.isReadable(made) || !Files.isWritable(made) || !Files.isExecutable(made)) {
        throw new IllegalArgumentException("not a folder that may be read and written to: " + made);
      }
    }
    return memory;
  }

  /**
   * A memory in a folder that holds one already. Nothing is made, and reading is enough as long as nothing is to be
   * kept: for listing, and with {@link #readOnly()} for dry runs.
   *
   * @param folder where the files are
   * @return the memory
   * @throws IllegalArgumentException if this is no folder with a memory in it, or one that may not be read
   */
  public static FileTrustMemory existing(Path folder) {
    FileTrustMemory memory = new FileTrustMemory(folder, InstantSource.system());
    for (Path known : memory.folders()) {
      if (!Files.isDirectory(known)) {
        throw new IllegalArgumentException("holds no trust memory: " + folder + ": there is no folder " + known);
      }
      if (!Files.isReadable(known) || !Files.isExecutable(known)) {
        throw new IllegalArgumentException("not a folder that may be read: " + known);
      }
    }
    return memory;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(folder, folder.resolve(LOCKS)));
    for (Basis basis : Basis.values()) {
      folders.add(folder.resolve(basis.label()));
    }
    return folders;
  }

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    MemoryFile file = MemoryFile.of(folder, key);
    return new Trouble(file.path())
        .attempt(
            deadline,
            () -> file.read(key).<Recalled>map(Recalled.Known::new).orElseGet(Recalled.Unknown::new),
            Recalled.Unreadable::new);
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    MemoryFile file = MemoryFile.of(folder, key);
    return new Trouble(file.path())
        .attempt(
            deadline,
            () -> {
              byte[] content = new RememberedJson(key, next).bytes();
              try (WriteLock held = lock(key.gun(), deadline)) {
                Trouble.requireTime(deadline);
                if (!file.read(key).equals(expected)) {
                  return new Kept.Outdated();
                }
                file.write(content, held);
                return new Kept.Done();
              }
            },
            Kept.Failed::new);
  }

  WriteLock lock(Gun gun, Deadline deadline) throws IOException, InterruptedException, TimeoutException {
    String stripe = Integer.toString(Math.floorMod(gun.value().hashCode(), STRIPES));
    return WriteLock.acquire(folder.resolve(LOCKS), stripe, deadline);
  }

  /**
   * Every collection that is remembered, and every file that cannot be read.
   *
   * @return an entry per file, in the order of the paths
   * @throws IOException if the folder cannot be listed
   */
  public List<Entry> list() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      TreeSet<Path> paths = new TreeSet<>();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder.resolve(basis.label()), "*" + MemoryFileName.ENDING)) {
        files.forEach(paths::add);
      }
      for (Path path : paths) {
        entry(basis, path).ifPresent(entries::add);
      }
    }
    return List.copyOf(entries);
  }

  /** Empty if it was forgotten just now. */
  private Optional<Entry> entry(Basis basis, Path path) {
    try {
      Optional<byte[]> content = new MemoryFile(path).content();
      if (content.isEmpty()) {
        return Optional.empty();
      }
      RememberedJson read = RememberedJson.read(content.get());
      if (MemoryFile.of(folder, read.key()).path().equals(path)) {
        return Optional.of(new Entry(path, Optional.of(read.key()), new Recalled.Known(read.remembered())));
      }
      return Optional.of(unreadable(basis, path, new IOException("belongs elsewhere: about " + read.key().gun())));
    } catch (IOException | CorruptMemory e) {
      return Optional.of(unreadable(basis, path, e));
    }
  }

  private static Entry unreadable(Basis basis, Path path, Exception fault) {
    Optional<Gun> gun = MemoryFileName.gunOf(path.getFileName().toString());
    return new Entry(
        path,
        gun.map(named -> new MemoryKey(named, basis)),
        new Recalled.Unreadable(new Trouble(path).outage(fault)));
  }

  /**
   * Forgets a collection, however trust in it began, whether or not its files can be read; the next use is the first.
   * Before that, a line in {@code forgotten.log} says what is forgotten: the time, the collection, the versions, the
   * digests of its root and of the file.
   *
   * @param gun the collection
   * @param deadline when to give up waiting for other writers
   * @return what was forgotten; empty if nothing was known
   * @throws InterruptedIOException if the deadline passes, or the thread is interrupted
   * @throws IOException if a file cannot be read or deleted, or the log not written; what was not logged is not
   *     forgotten
   */
  public List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException {
    List<MemoryKey> forgotten = new ArrayList<>();
    try (WriteLock held = lock(gun.withHostInLowerCase(), deadline)) {
      for (Basis basis : Basis.values()) {
        MemoryKey key = new MemoryKey(gun, basis);
        MemoryFile file = MemoryFile.of(folder, key);
        Optional<byte[]> content = file.content();
        if (content.isPresent()) {
          new ForgottenLog(folder.resolve(LOG)).append(clock.instant(), key, content.get());
          file.delete(held);
          forgotten.add(key);
        }
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted("interrupted while forgetting " + gun, e);
    } catch (TimeoutException e) {
      throw interrupted("the deadline passed while another writer had the lock", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted("interrupted while another writer had the lock", e);
    }
    return List.copyOf(forgotten);
  }

  private static InterruptedIOException interrupted(String message, Exception cause) {
    InterruptedIOException exception = new InterruptedIOException(message);
    exception.initCause(cause);
    return exception;
  }

  @Override
  public String toString() {
    return "trust memory in " + folder;
  }
}
