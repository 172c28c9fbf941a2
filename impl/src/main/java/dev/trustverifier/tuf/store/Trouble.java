package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.wire.CorruptMemory;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Tells what went wrong with a memory's file in the words of an outage.
 *
 * @param file which file
 */
record Trouble(Path file) {

  /** Something to do with a file. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, CorruptMemory, InterruptedException, TimeoutException;
  }

  /** Does it, unless there is no time for it, and gives its result or that of an outage. */
  <T> T attempt(Deadline deadline, Work<T> work, Function<Outage, T> otherwise) {
    try {
      requireTime(deadline);
      return work.run();
    } catch (CorruptMemory | IOException e) {
      return otherwise.apply(outage(e));
    } catch (TimeoutException e) {
      return otherwise.apply(new Outage(Kind.TIMED_OUT, file + ": " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise.apply(new Outage(Kind.INTERRUPTED, file + ": interrupted"));
    }
  }

  /** Refuses to begin, or to go on, without time. */
  static void requireTime(Deadline deadline) throws InterruptedException, TimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (deadline.hasPassed()) {
      throw new TimeoutException("the deadline has passed");
    }
  }

  /** What a corrupt file or the file system had to say. */
  Outage outage(Exception fault) {
    if (fault instanceof CorruptMemory) {
      return new Outage(
          Kind.MEMORY,
          file + " is corrupt (restore it, or have the collection forgotten): " + fault.getMessage());
    }
    if (fault instanceof ClosedByInterruptException) {
      return new Outage(Kind.INTERRUPTED, file + ": interrupted");
    }
    return new Outage(Kind.MEMORY, file + ": " + reason(fault));
  }

  private String reason(Exception fault) {
    String named = fault instanceof FileSystemException system ? system.getFile() : null;
    String where = named == null || named.equals(file.toString()) ? "" : ": " + named;
    if (fault instanceof AccessDeniedException) {
      return "access denied" + where;
    }
    if (fault instanceof NoSuchFileException) {
      return "no such file or folder" + where;
    }
    if (fault instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + where;
    }
    return fault.getClass().getSimpleName() + ": " + fault.getMessage();
  }
}
