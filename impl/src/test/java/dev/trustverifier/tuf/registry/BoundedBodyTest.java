package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Source source = new Source();

  /** What a body asks of the connection that it comes from. */
  private static final class Source implements Flow.Subscription {
    private long requested;
    private boolean cancelled;

    @Override
    public void request(long n) {
      requested += n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void joinsTheChunksThatItIsGiven() {
    byte[] content = new byte[100_003];
    new Random(1).nextBytes(content);
    BoundedBody body = body(content.length, -1);
    for (int from = 0; from < content.length; from += 97) {
      int length = Math.min(97, content.length - from);
      int half = length / 2;
      body.onNext(List.of(ByteBuffer.wrap(content, from, half), ByteBuffer.wrap(content, from + half, length - half)));
    }
    body.onComplete();
    assertArrayEquals(content, outcome(body).content());
  }

  @Test
  void asksForOneChunkAfterTheOther() {
    BoundedBody body = body(10, -1);
    assertEquals(1, source.requested);
    body.onNext(List.of(ByteBuffer.allocate(3)));
    assertEquals(2, source.requested);
  }

  @Test
  void hangsUpOnTheChunkThatGoesBeyondTheLimit() {
    BoundedBody body = body(5, -1);
    body.onNext(List.of(ByteBuffer.allocate(3)));
    body.onNext(List.of(ByteBuffer.allocate(2), ByteBuffer.allocate(1)));
    assertTrue(source.cancelled);
    assertTrue(outcome(body).tooLong());
    body.onNext(List.of(ByteBuffer.allocate(1)));
    assertEquals(0, outcome(body).content().length);
  }

  /** By HTTP/1.1 the JDK sees to it, by HTTP/2 nobody would. */
  @Test
  void takesNoPartForTheWhole() {
    BoundedBody body = body(10, 4);
    body.onNext(List.of(ByteBuffer.allocate(3)));
    body.onComplete();
    CompletionException failed =
        assertThrows(CompletionException.class, () -> body.getBody().toCompletableFuture().join());
    assertEquals("3 bytes, of 4", assertInstanceOf(EOFException.class, failed.getCause()).getMessage());
  }

  @Test
  void allocatesForWhatArrivesAndNotForWhatIsAnnounced() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    BoundedBody body = body(1_500_000_000, 1_400_000_000);
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 1_000_000, "allocated " + allocated);
  }

  @Test
  void allocatesLittleMoreThanABodyOfTheLengthAnnounced() {
    int length = 8_000_000;
    ByteBuffer chunk = ByteBuffer.allocate(16_000);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    BoundedBody body = body(length, length);
    for (int count = 0; count < length; count += chunk.capacity()) {
      body.onNext(List.of(chunk.duplicate()));
    }
    body.onComplete();
    assertEquals(length, outcome(body).content().length);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 3L * length, "allocated " + allocated);
  }

  private BoundedBody body(long limit, long announced) {
    BoundedBody body = new BoundedBody(limit, announced, count -> {});
    body.onSubscribe(source);
    return body;
  }

  private static BoundedBody.Received outcome(BoundedBody body) {
    return body.getBody().toCompletableFuture().join();
  }
}
