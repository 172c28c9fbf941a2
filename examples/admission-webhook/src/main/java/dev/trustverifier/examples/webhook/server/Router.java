package dev.trustverifier.examples.webhook.server;

import dev.trustverifier.examples.webhook.review.WebhookRequest;
import dev.trustverifier.examples.webhook.review.WebhookResponse;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Brings requests to the routes and their answers back. A body is read in some seconds, up to a limit; and all
 * requests that are being read or answered together take no more than a budget. What there is no budget for is
 * answered by 503: it is not read, so that nothing is known of it that an answer of the protocol would need.
 */
final class Router extends Handler.Abstract {
  private static final long MOST_SECONDS = 5;
  private static final Pattern JSON =
      Pattern.compile("\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private static final String NOTHING_FROM_OUTSIDE =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Route> routes;
  private final Predicate<Request> certified;
  private final Refusals refusals;
  private final Budget budget = Budget.ofHeap(Body.LONGEST);

  Router(Map<String, Route> routes, Predicate<Request> certified, Refusals refusals) {
    this.routes = Map.copyOf(routes);
    this.certified = certified;
    this.refusals = refusals;
  }

  /** A request, and where its answer goes. */
  private record Call(Request request, Response response, Callback callback, Budget.Share share) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Call call = new Call(request, response, callback, budget.share());
    String path = request.getHttpURI().getCanonicalPath();
    Route route = path == null ? null : routes.get(path);
    if (route == null) {
      return refuse(404, "nothing here", call);
    }
    if (!request.getMethod().equals(route.method().name())) {
      response.getHeaders().put(HttpHeader.ALLOW, route.method().name());
      return refuse(405, route.method() + " only", call);
    }
    if (route.access() == Route.Access.CERTIFIED && !certified.test(request)) {
      return refuse(403, "a client certificate is needed here", call);
    }
    if (route.method() == Route.Method.GET) {
      answer(route, new byte[0], call);
      return true;
    }
    return read(route, call);
  }

  private boolean read(Route route, Call call) {
    String type = call.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !JSON.matcher(type).matches()) {
      return refuse(415, "application/json only, in UTF-8", call);
    }
    if (call.request().getLength() > Body.LONGEST) {
      return refuse(413, Body.tooLong().getMessage(), call);
    }
    CompletableFuture<byte[]> body = Body.of(call.request(), call.share());
    (body.isDone() ? body : body.orTimeout(MOST_SECONDS, TimeUnit.SECONDS)).whenComplete((bytes, fault) -> {
      if (fault == null) {
        answer(route, bytes, call);
      } else {
        fail(fault, call);
      }
    });
    return true;
  }

  private void fail(Throwable fault, Call call) {
    if (fault instanceof TimeoutException) {
      call.request().fail(fault); // What is still to come is not waited for.
    }
    if (fault instanceof Body.Refused refused) {
      refuse(refused.status(), String.valueOf(refused.getMessage()), call);
    } else if (fault instanceof TimeoutException) {
      refuse(408, "too slow", call);
    } else {
      refuse(400, "the body cannot be read", call);
    }
  }

  private static void answer(Route route, byte[] body, Call call) {
    Request request = call.request();
    String path = request.getHttpURI().getCanonicalPath();
    Optional<String> query = Optional.ofNullable(request.getHttpURI().getQuery());
    Duration spent = Duration.ofNanos(Math.max(0, System.nanoTime() - request.getBeginNanoTime()));
    route.handler()
        .handle(new WebhookRequest(path, query, body, new WebhookRequest.Means(spent, call.share()::take)))
        .whenComplete((response, fault) ->
            send(fault == null ? response : WebhookResponse.text(500, "fault of the gate"), call));
  }

  /** Whether whoever asks has shown a certificate that was found good. */
  static boolean isCertified(Request request) {
    EndPoint.SslSessionData session =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] shown = session == null ? null : session.peerCertificates();
    return shown != null && shown.length > 0;
  }

  private boolean refuse(int status, String line, Call call) {
    call.response().getHeaders().put(HttpHeader.CONNECTION, "close"); // A body may be on its way that nobody reads.
    refusals.refused(status, line, Request.getRemoteAddr(call.request()));
    send(WebhookResponse.text(status, line), call);
    return true;
  }

  private static void send(WebhookResponse answer, Call call) {
    Response response = call.response();
    try {
      response.setStatus(answer.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      if (answer.contentType().startsWith("text/html")) {
        response.getHeaders().put("Content-Security-Policy", NOTHING_FROM_OUTSIDE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      }
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
      response.write(true, ByteBuffer.wrap(answer.body()), Callback.from(call.callback(), call.share()::close));
    } catch (RuntimeException e) {
      call.share().close();
      call.callback().failed(e);
    }
  }
}
