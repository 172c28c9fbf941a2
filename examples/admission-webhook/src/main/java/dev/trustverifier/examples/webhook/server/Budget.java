package dev.trustverifier.examples.webhook.server;

import dev.trustverifier.examples.webhook.review.WebhookRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all requests together may take which are being read or answered. Taken is what is there: a length
 * that somebody only announces costs nothing. Safe for use by several threads.
 */
final class Budget {
  /** Of each byte: itself, its character, which takes two, and its share of a text that is kept. */
  private static final long OF_A_BYTE = 4;

  private final AtomicLong left;

  Budget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** A quarter of the heap, or as much as the longest body needs. */
  static Budget ofHeap(long longestBody) {
    long needed = longestBody * OF_A_BYTE + WebhookRequest.MOST_ROOM;
    return new Budget(Math.max(Runtime.getRuntime().maxMemory() / 4, needed));
  }

  long left() {
    return left.get();
  }

  /** A request's share, of nothing yet. */
  Share share() {
    return new Share();
  }

  /** What one request takes of it. */
  final class Share implements AutoCloseable {
    private long taken;
    private boolean closed;

    private Share() {}

    /** Takes what some bytes of a body need; false if there is not so much left. */
    boolean takeBytes(int count) {
      return take(count * OF_A_BYTE);
    }

    /** Takes more; false if there is not so much left. */
    synchronized boolean take(long bytes) {
      if (closed || left.addAndGet(-bytes) < 0) {
        left.addAndGet(closed ? 0 : bytes);
        return false;
      }
      taken += bytes;
      return true;
    }

    /** Gives everything back. */
    @Override
    public synchronized void close() {
      closed = true;
      left.addAndGet(taken);
      taken = 0;
    }
  }
}
