package dev.trustverifier.examples.webhook.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A body while it comes, without a thread waiting for it. It is copied out of the server's buffers, so that whoever
 * sends single bytes does not hold one of them for each.
 */
final class Body implements Runnable {
  static final int LONGEST = 6 * 1024 * 1024;

  private final Request request;
  private final Budget.Share share;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private Body(Request request, Budget.Share share) {
    this.request = request;
    this.share = share;
  }

  /** The whole body, as soon as it is there; or a {@link Refused}, or what was wrong with the connection. */
  static CompletableFuture<byte[]> of(Request request, Budget.Share share) {
    Body body = new Body(request, share);
    body.run();
    return body.whole;
  }

  /** Why a body is not taken. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String line) {
      super(line, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** Takes what is there. As a plain task it may block, so reviews are done on all threads, not on the selector's. */
  @Override
  public void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.completeExceptionally(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      try {
        add(chunk.getByteBuffer());
      } catch (Refused e) {
        whole.completeExceptionally(e);
      } finally {
        chunk.release();
      }
      if (last) {
        whole.complete(bytes.toByteArray());
      }
    }
  }

  private void add(ByteBuffer part) throws Refused {
    if (bytes.size() + part.remaining() > LONGEST) {
      throw tooLong();
    }
    if (!share.takeBytes(part.remaining())) {
      throw new Refused(503, "too much at once");
    }
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    bytes.writeBytes(copy);
  }

  static Refused tooLong() {
    return new Refused(413, "more than " + LONGEST + " bytes");
  }
}
