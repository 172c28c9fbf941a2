package dev.trustverifier.tuf.registry;

import java.io.EOFException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body up to a limit, and hangs up on a longer one. What it allocates follows what arrived, never what was
 * announced.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Received> {
  private static final int FIRST_ALLOCATION = 8 * 1024;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  /**
   * What arrived.
   *
   * @param content the body; empty if it was too long
   * @param tooLong whether there was more than the limit
   */
  record Received(byte[] content, boolean tooLong) {
    static final Received EXCESS = new Received(new byte[0], true);
  }

  private final CompletableFuture<Received> outcome = new CompletableFuture<>();
  private final int limit;
  private final long announced;
  private final LongConsumer progress;
  private byte[] content = new byte[0];
  private int count;
  private Flow.@Nullable Subscription subscription;
  private volatile boolean hungUp;

  /**
   * Prepares for one body.
   *
   * @param limit the most bytes to take; at most what an array can hold counts
   * @param announced its length by the headers, or -1
   * @param progress is told how much is there, after each chunk
   */
  BoundedBody(long limit, long announced, LongConsumer progress) {
    this.limit = (int) Math.min(limit, LONGEST_ARRAY);
    this.announced = announced;
    this.progress = progress;
  }

  @Override
  public CompletionStage<Received> getBody() {
    return outcome;
  }

  /** Whether it was too long. The client may have failed over that we left, and then nobody is given a body. */
  boolean hasHungUp() {
    return hungUp;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (announced > limit) {
      hangUp(given);
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> chunk) {
    Flow.Subscription source = subscription;
    if (source == null || outcome.isDone()) {
      return;
    }
    try {
      if (take(chunk)) {
        progress.accept(count);
        source.request(1);
      } else {
        hangUp(source);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      source.cancel();
      onError(e);
    }
  }

  private boolean take(List<ByteBuffer> chunk) {
    for (ByteBuffer part : chunk) {
      int more = part.remaining();
      if (more > limit - count) {
        return false;
      }
      makeRoomFor(more);
      part.get(content, count, more);
      count += more;
    }
    return true;
  }

  private void makeRoomFor(int more) {
    long needed = (long) count + more;
    if (needed > content.length) {
      long most = announced >= needed ? announced : limit;
      long roomy = Math.max(FIRST_ALLOCATION, Math.max(needed, 2L * content.length));
      content = Arrays.copyOf(content, (int) Math.min(most, roomy));
    }
  }

  private void hangUp(Flow.Subscription source) {
    content = new byte[0];
    hungUp = true;
    source.cancel();
    outcome.complete(Received.EXCESS);
  }

  @Override
  public void onError(Throwable fault) {
    content = new byte[0];
    outcome.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    if (announced >= 0 && count != announced) {
      onError(new EOFException(count + " bytes, of " + announced)); // The JDK looks at HTTP/1.1 alone.
      return;
    }
    outcome.complete(new Received(count == content.length ? content : Arrays.copyOf(content, count), false));
  }
}
