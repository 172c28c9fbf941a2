package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** One request and how far its answer has come. Safe for use by several threads. */
final class Exchange implements BodyHandler<BoundedBody.Received> {
  /** What is read of a body that nobody wants, so that its connection can be used again. */
  private static final int DRAINED = 64 * 1024;

  private final Call call;
  private final ObjLongConsumer<URI> progress;
  private final LongSupplier nanos;
  private volatile @Nullable ResponseInfo answer;
  private volatile @Nullable BoundedBody body;
  private volatile long received;
  private volatile long lastStep;

  Exchange(Call call, ObjLongConsumer<URI> progress, LongSupplier nanos) {
    this.call = call;
    this.progress = progress;
    this.nanos = nanos;
    this.lastStep = nanos.getAsLong();
  }

  Call call() {
    return call;
  }

  @Override
  public BodySubscriber<BoundedBody.Received> apply(ResponseInfo begun) {
    answer = begun;
    lastStep = nanos.getAsLong();
    HttpHeaders headers = begun.headers();
    long announced = headers.firstValueAsLong("Content-Length").orElse(-1);
    BoundedBody taken = Reply.isFile(begun.statusCode(), headers)
        ? new BoundedBody(call.limit(), announced, this::advance)
        : new BoundedBody(DRAINED, announced, count -> lastStep = nanos.getAsLong());
    body = taken;
    return taken;
  }

  private void advance(long count) {
    received = count;
    lastStep = nanos.getAsLong();
    progress.accept(call.uri(), count);
  }

  /** How long nothing has come. */
  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - lastStep);
  }

  /** Whether the headers of the answer are there. */
  boolean hasBegun() {
    return answer != null;
  }

  /** The answer, if its body was too long: with HTTP/2, to hang up on it is to the client as if it had failed. */
  Optional<Reply> leftUnread() {
    ResponseInfo begun = answer;
    BoundedBody taken = body;
    return begun != null && taken != null && taken.hasHungUp()
        ? Optional.of(new Reply(call, begun.statusCode(), begun.headers(), BoundedBody.Received.EXCESS))
        : Optional.empty();
  }

  /** How far it has come, for messages. */
  String progress() {
    return hasBegun() ? "after " + received + " bytes of the answer" : "before an answer came";
  }
}
