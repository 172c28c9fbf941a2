package dev.trustverifier.tuf.store;

import dev.trustverifier.Digest;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.tuf.wire.CorruptMemory;
import dev.trustverifier.tuf.wire.RememberedJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Says for ever what was forgotten, a line each.
 *
 * @param path where the log is
 */
record ForgottenLog(Path path) {

  /** Adds a line, and returns when it is on the disk. */
  void append(Instant when, MemoryKey key, byte[] content) throws IOException {
    String what = key.gun() + " (" + key.basis().label() + "): " + describe(key, content);
    String line = when + " forgot " + what + "; file " + Digest.sha256(content) + "\n";
    // One write at the end of the file: so lines of several writers stay whole.
    try (FileChannel channel = OwnerOnly.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        throw new FileSystemException(path.toString(), null, "the disk took only part of a line");
      }
      channel.force(true);
    }
    OwnerOnly.force(path.getParent());
  }

  private String describe(MemoryKey key, byte[] content) {
    try {
      Remembered remembered = RememberedJson.read(content).under(key);
      String versions =
          remembered.floors().entrySet().stream()
              .map(floor -> floor.getKey() + " " + floor.getValue().version())
              .collect(Collectors.joining(", "));
      return "versions " + versions + "; root " + Digest.sha256(remembered.root());
    } catch (CorruptMemory e) {
      return "it was corrupt";
    }
  }
}
