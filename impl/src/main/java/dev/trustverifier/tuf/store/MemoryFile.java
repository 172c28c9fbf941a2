package dev.trustverifier.tuf.store;

import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.tuf.wire.CorruptMemory;
import dev.trustverifier.tuf.wire.RememberedJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The file of one collection. It is only ever replaced as a whole, so whoever reads sees all of the old or all of the
 * new one, without a lock; to write takes one.
 *
 * @param path where it is
 */
record MemoryFile(Path path) {
  static final int LARGEST = 64 << 20;

  private static final String UNFINISHED = ".new";

  /** The file of a collection in a memory's folder. */
  static MemoryFile of(Path folder, MemoryKey key) {
    String name = MemoryFileName.stem(key.gun()) + MemoryFileName.ENDING;
    return new MemoryFile(folder.resolve(key.basis().label()).resolve(name));
  }

  /** What it remembers under a key; empty if there is no file. */
  Optional<Remembered> read(MemoryKey key) throws IOException, CorruptMemory {
    Optional<byte[]> content = content();
    return content.isEmpty() ? Optional.empty() : Optional.of(RememberedJson.read(content.get()).under(key));
  }

  /** Its bytes; empty if the folder is there and the file is not. */
  Optional<byte[]> content() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new FileSystemException(path.toString(), null, "not a regular file");
      }
      if (attributes.size() > LARGEST) {
        throw new FileSystemException(path.toString(), null, "larger than " + LARGEST + " bytes");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return Optional.of(in.readNBytes(LARGEST));
      }
    } catch (NoSuchFileException e) {
      requireAbsence();
      return Optional.empty();
    }
  }

  /** A folder that is gone, or a link that leads nowhere, says nothing about what was kept. */
  private void requireAbsence() throws IOException {
    if (!Files.isDirectory(path.getParent())) {
      throw new FileSystemException(path.getParent().toString(), null, "the folder is gone");
    }
    if (Files.isSymbolicLink(path)) {
      throw new FileSystemException(path.toString(), null, "a link that leads nowhere");
    }
  }

  /** Replaces it, and returns when it is on the disk; {@code held} is the proof that nobody else writes. */
  void write(byte[] content, WriteLock held) throws IOException {
    held.requireOpen();
    if (content.length > LARGEST) {
      throw new FileSystemException(path.toString(), null, "would be larger than " + LARGEST + " bytes");
    }
    Path unfinished = unfinished();
    Files.deleteIfExists(unfinished);
    try {
      writeNew(unfinished, content);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    OwnerOnly.force(path.getParent());
  }

  private static void writeNew(Path file, byte[] content) throws IOException {
    try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Removes it, and what a writer left that died; {@code held} is the proof that nobody else writes. */
  void delete(WriteLock held) throws IOException {
    held.requireOpen();
    Files.deleteIfExists(unfinished());
    Files.deleteIfExists(path);
    OwnerOnly.force(path.getParent());
  }

  /** Only who has the lock writes it: so what a dead writer left is in the way of nobody, and replaced by the next. */
  private Path unfinished() {
    String name = path.getFileName().toString();
    return path.resolveSibling(name.substring(0, name.length() - MemoryFileName.ENDING.length()) + UNFINISHED);
  }
}
