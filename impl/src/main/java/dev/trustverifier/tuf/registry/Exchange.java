package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** One request and how far its answer has come. Safe for use by several threads. */
final class Exchange implements BodyHandler<BoundedBody.Received> {
  /** What is read of a body that nobody wants, so that its connection can be used again. */
  private static final int DRAINED = 64 * 1024;

  private final Call call;
  private final ObjLongConsumer<URI> progress;
  private final LongSupplier nanos;
  private volatile boolean begun;
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
  public BodySubscriber<BoundedBody.Received> apply(ResponseInfo answer) {
    begun = true;
    lastStep = nanos.getAsLong();
    HttpHeaders headers = answer.headers();
    long announced = headers.firstValueAsLong("Content-Length").orElse(-1);
    return Reply.isFile(answer.statusCode(), headers)
        ? new BoundedBody(call.limit(), announced, this::advance)
        : new BoundedBody(DRAINED, announced, count -> lastStep = nanos.getAsLong());
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
    return begun;
  }

  /** How far it has come, for messages. */
  String progress() {
    return begun ? "after " + received + " bytes of the answer" : "before an answer came";
  }
}
