package dev.trustverifier.examples.webhook.server;

import dev.trustverifier.examples.webhook.review.WebhookRequest;
import dev.trustverifier.examples.webhook.review.WebhookResponse;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Brings requests to the routes and their answers back. A body is read without a thread waiting for it, in some
 * seconds, up to a limit; and all bodies that are being read or answered together take no more than a budget.
 */
final class Router extends Handler.Abstract {
  private static final int LONGEST_BODY = 8 * 1024 * 1024;
  private static final int UNIT = 4096;
  private static final int BUDGET = 32 * 1024 * 1024 / UNIT;
  private static final long MOST_SECONDS = 5;

  private static final String NOTHING_FROM_OUTSIDE =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Route> routes;
  private final Predicate<Request> certified;
  private final Semaphore budget = new Semaphore(BUDGET);

  Router(Map<String, Route> routes, Predicate<Request> certified) {
    this.routes = Map.copyOf(routes);
    this.certified = certified;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getCanonicalPath();
    Route route = path == null ? null : routes.get(path);
    if (route == null) {
      return refuse(404, "nothing here", response, callback);
    }
    if (!request.getMethod().equals(route.method().name())) {
      response.getHeaders().put(HttpHeader.ALLOW, route.method().name());
      return refuse(405, route.method() + " only", response, callback);
    }
    if (route.access() == Route.Access.CERTIFIED && !certified.test(request)) {
      return refuse(403, "a client certificate is needed here", response, callback);
    }
    if (route.method() == Route.Method.GET) {
      answer(request, route, new byte[0], new Reply(response, callback, () -> {}));
      return true;
    }
    return read(request, route, response, callback);
  }

  /** Where an answer goes, and what to do once it is given. */
  private record Reply(Response response, Callback callback, Runnable after) {}

  private boolean read(Request request, Route route, Response response, Callback callback) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return refuse(415, "application/json only", response, callback);
    }
    long length = request.getLength();
    if (length > LONGEST_BODY) {
      return refuse(413, "more than " + LONGEST_BODY + " bytes", response, callback);
    }
    int units = (int) ((length < 0 ? LONGEST_BODY : length) / UNIT) + 1;
    if (!budget.tryAcquire(units)) {
      return refuse(503, "too much at once", response, callback);
    }
    Reply reply = new Reply(response, callback, () -> budget.release(units));
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    // Said to block, so that reviews are done on all threads and not on the one that looks after connections.
    Content.Source.asByteArrayAsync(
        request, LONGEST_BODY,
        Promise.Invocable.from(Invocable.InvocationType.BLOCKING, body::complete, body::completeExceptionally));
    (body.isDone() ? body : body.orTimeout(MOST_SECONDS, TimeUnit.SECONDS)).whenComplete((bytes, fault) -> {
      if (fault == null) {
        answer(request, route, bytes, reply);
      } else {
        boolean late = fault instanceof TimeoutException;
        if (late) {
          request.fail(fault); // What is still to come is not waited for.
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(late ? text(408, "too slow") : text(length < 0 ? 413 : 400, "the body cannot be read"), reply);
      }
    });
    return true;
  }

  private static WebhookResponse text(int status, String line) {
    return WebhookResponse.text(status, line);
  }

  private static void answer(Request request, Route route, byte[] body, Reply reply) {
    String path = request.getHttpURI().getCanonicalPath();
    Optional<String> query = Optional.ofNullable(request.getHttpURI().getQuery());
    route.handler()
        .handle(new WebhookRequest(path, query, body))
        .whenComplete((response, fault) -> send(fault == null ? response : text(500, "fault of the gate"), reply));
  }

  /** Whether whoever asks has shown a certificate that was found good. */
  static boolean isCertified(Request request) {
    EndPoint.SslSessionData session =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] shown = session == null ? null : session.peerCertificates();
    return shown != null && shown.length > 0;
  }

  private static boolean refuse(int status, String line, Response response, Callback callback) {
    send(text(status, line), new Reply(response, callback, () -> {}));
    return true;
  }

  private static void send(WebhookResponse answer, Reply reply) {
    try {
      reply.response().setStatus(answer.status());
      reply.response().getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
      reply.response().getHeaders().put("X-Content-Type-Options", "nosniff");
      if (answer.contentType().startsWith("text/html")) {
        reply.response().getHeaders().put("Content-Security-Policy", NOTHING_FROM_OUTSIDE);
        reply.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      }
      reply.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
      reply.response().write(
          true, ByteBuffer.wrap(answer.body()), Callback.from(reply.callback(), reply.after()));
    } catch (RuntimeException e) {
      reply.after().run();
      reply.callback().failed(e);
    }
  }
}
