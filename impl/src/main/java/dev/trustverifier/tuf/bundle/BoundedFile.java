package dev.trustverifier.tuf.bundle;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads one regular file up to a limit, even while it grows.
 *
 * @param path the file
 * @param limit the most bytes to take
 */
record BoundedFile(Path path, int limit) {
  private static final int CHUNK = 1024 * 1024;

  /** Reads it, unless it is none or too large. */
  Fetched read(Deadline deadline) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      return failed(Kind.IO, "not a regular file");
    }
    if (attributes.size() > limit) {
      return new Fetched.TooLarge();
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return read(channel, ByteBuffer.allocate((int) attributes.size() + 1), deadline);
    }
  }

  /** One byte of room stays beyond what is there, to see the end, or that there is none. */
  private Fetched read(FileChannel channel, ByteBuffer room, Deadline deadline) throws IOException {
    ByteBuffer content = room;
    while (channel.read(nextChunk(content)) >= 0) {
      content = content.limit(content.capacity());
      if (content.position() > limit) {
        return new Fetched.TooLarge();
      }
      if (deadline.hasPassed()) {
        return failed(Kind.TIMED_OUT, "the deadline passed after " + content.position() + " bytes");
      }
      content = content.hasRemaining() ? content : grown(content);
    }
    return new Fetched.Found(Arrays.copyOf(content.array(), content.position()));
  }

  private static ByteBuffer nextChunk(ByteBuffer content) {
    return content.limit(Math.min(content.capacity(), content.position() + CHUNK));
  }

  private ByteBuffer grown(ByteBuffer content) {
    int capacity = (int) Math.min(limit + 1L, 2L * content.capacity());
    return ByteBuffer.wrap(Arrays.copyOf(content.array(), capacity)).position(content.position());
  }

  private Fetched failed(Kind kind, String what) {
    return new Fetched.Failed(new Outage(kind, path + ": " + what));
  }
}
