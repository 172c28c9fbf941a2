package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.ObjLongConsumer;

/** One request and how far its answer has come. Safe for use by several threads. */
final class Exchange implements BodyHandler<BoundedBody.Received> {
  /** What is read of a body that nobody wants, so that its connection can be used again. */
  private static final int DRAINED = 64 * 1024;

  private final URI file;
  private final long limit;
  private final ObjLongConsumer<URI> progress;
  private volatile boolean begun;
  private volatile long received;

  Exchange(URI file, long limit, ObjLongConsumer<URI> progress) {
    this.file = file;
    this.limit = limit;
    this.progress = progress;
  }

  URI file() {
    return file;
  }

  HttpRequest request() {
    return HttpRequest.newBuilder(file).GET().header("User-Agent", "trustverifier").build();
  }

  @Override
  public BodySubscriber<BoundedBody.Received> apply(ResponseInfo answer) {
    begun = true;
    HttpHeaders headers = answer.headers();
    long announced = headers.firstValueAsLong("Content-Length").orElse(-1);
    return Reply.isFile(answer.statusCode(), headers)
        ? new BoundedBody(limit, announced, this::advance)
        : new BoundedBody(DRAINED, announced, count -> {});
  }

  private void advance(long count) {
    received = count;
    progress.accept(file, count);
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
