package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps out every other writer, in this process and in others, until it is closed or the process dies.
 *
 * <p>Two files are locked one after the other. Closing any channel to a file drops all locks that the process has on
 * it: so a thread that finds a file locked by its own process must not even have opened it. Hence the first file, where
 * one waits for a turn within the process. Its lock is shared, so other processes never mind it; but Java itself
 * refuses a second lock in one process, shared or not, whatever became of the first one in the kernel. Who has the turn
 * is alone in the process with the second file, whose lock keeps out other processes.
 */
final class WriteLock implements AutoCloseable {
  private static final long SHORTEST_NAP = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(8);

  private final FileChannel turn;
  private final FileChannel lock;

  private WriteLock(FileChannel turn, FileChannel lock) {
    this.turn = turn;
    this.lock = lock;
  }

  /**
   * Waits for the lock.
   *
   * @param folder where lock files are
   * @param name which lock
   * @throws TimeoutException if somebody else has it until the deadline
   */
  static WriteLock acquire(Path folder, String name, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    FileChannel turn = open(folder.resolve(name + ".turn"));
    try {
      await(turn, true, deadline);
      return new WriteLock(turn, acquireAlone(folder.resolve(name + ".lock"), deadline));
    } catch (IOException | InterruptedException | TimeoutException | RuntimeException | Error e) {
      turn.close();
      throw e;
    }
  }

  private static FileChannel acquireAlone(Path file, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    FileChannel lock = open(file);
    try {
      await(lock, false, deadline);
      return lock;
    } catch (IOException | InterruptedException | TimeoutException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void await(FileChannel channel, boolean shared, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    long nap = SHORTEST_NAP;
    while (!isLocked(channel, shared)) {
      Duration left = deadline.remaining();
      if (left.isZero()) {
        throw new TimeoutException("another writer has the lock");
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(nap, left.toNanos()));
      nap = Math.min(2 * nap, LONGEST_NAP);
    }
  }

  private static boolean isLocked(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Checks that it is still held.
   *
   * @throws ClosedChannelException if it was closed
   */
  void requireOpen() throws ClosedChannelException {
    if (!lock.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  /** The turn is given up last: until then nobody else in this process opens the second file. */
  @Override
  public void close() throws IOException {
    try (turn) {
      lock.close();
    }
  }
}
