package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.ObjLongConsumer;

/** One request and how far its answer has come. Safe for use by several threads. */
final class Exchange implements BodyHandler<BoundedBody.Received> {
  /** What is read of a body that nobody wants, so that its connection can be used again. */
  private static final int DRAINED = 64 * 1024;

  private final Call call;
  private final ObjLongConsumer<URI> progress;
  private volatile boolean begun;
  private volatile long received;

  Exchange(Call call, ObjLongConsumer<URI> progress) {
    this.call = call;
    this.progress = progress;
  }

  Call call() {
    return call;
  }

  @Override
  public BodySubscriber<BoundedBody.Received> apply(ResponseInfo answer) {
    begun = true;
    HttpHeaders headers = answer.headers();
    long announced = headers.firstValueAsLong("Content-Length").orElse(-1);
    return Reply.isFile(answer.statusCode(), headers)
        ? new BoundedBody(call.limit(), announced, this::advance)
        : new BoundedBody(DRAINED, announced, count -> {});
  }

  private void advance(long count) {
    received = count;
    progress.accept(call.uri(), count);
  }

  /** Grows whenever something arrives. */
  long steps() {
    return begun ? 1 + received : 0;
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
