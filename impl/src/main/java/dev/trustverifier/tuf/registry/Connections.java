package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/** Brings one answer to one call, by the deadline. Safe for use by several threads. */
final class Connections implements AutoCloseable {
  private final Network network;
  private final Predicate<URI> known;
  private final ObjLongConsumer<URI> progress;
  private final LongSupplier nanos;
  private final ClientThreads threads = new ClientThreads();
  private final Clients clients;
  private final Dialects dialects;
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Connects when first asked.
   *
   * @param network how to reach servers
   * @param known who may be shown a certificate of ours: not whomever a server names
   * @param progress is told how many bytes of an answer are there
   */
  Connections(Network network, Predicate<URI> known, ObjLongConsumer<URI> progress) {
    this(network, known, progress, System::nanoTime);
  }

  Connections(Network network, Predicate<URI> known, ObjLongConsumer<URI> progress, LongSupplier nanos) {
    this.network = network;
    this.known = known;
    this.progress = progress;
    this.nanos = nanos;
    this.clients = new Clients(network, threads, nanos);
    this.dialects = new Dialects(network.speaksHttp2(), nanos);
  }

  /** Makes beforehand what it takes to ask there, for that is no part of a deadline. What fails is said when asked. */
  Connections prepareFor(URI uri) {
    try {
      clients.find(identityFor(uri));
    } catch (IllegalArgumentException e) {
      // Its certificates cannot be used now, and perhaps later.
    }
    return this;
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Asks once. */
  Reply send(Call call, Deadline deadline) throws NoAnswer {
    if (Thread.currentThread().isInterrupted()) {
      throw NoAnswer.to(call, Kind.INTERRUPTED, "interrupted before it was sent");
    }
    if (deadline.hasPassed()) {
      throw NoAnswer.to(call, Kind.TIMED_OUT, "the deadline had passed before it was sent");
    }
    if (!ServerAddress.mayBeAsked(call.uri())) {
      String where = call.uri().getHost();
      throw NoAnswer.to(call, Kind.UNREACHABLE, "plain http, and " + where + " is not loopback");
    }
    Exchange exchange = new Exchange(call, progress, nanos);
    String outcome = Kind.INTERNAL.label();
    long start = System.nanoTime();
    try {
      Reply reply = await(clientFor(call).sendAsync(call.request(dialects.current()), exchange), exchange, deadline);
      outcome = String.valueOf(reply.status());
      return reply;
    } catch (NoAnswer e) {
      outcome = e.outage().kind().label();
      if (e.outage().kind() == Kind.TIMED_OUT || e.isPassing()) {
        dialects.doubt();
      }
      throw e;
    } finally {
      network.listener().answered(call.toString(), outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private HttpClient clientFor(Call call) throws NoAnswer {
    try {
      return clients.find(identityFor(call.uri()));
    } catch (IllegalArgumentException e) {
      throw NoAnswer.to(call, Kind.TLS, "its certificates cannot be used: " + e.getMessage());
    }
  }

  private TlsIdentity identityFor(URI uri) {
    TlsIdentity identity = network.identityFor(uri);
    return known.test(uri) ? identity : identity.withoutCertificate();
  }

  private Reply await(
      CompletableFuture<HttpResponse<BoundedBody.Received>> answer, Exchange exchange, Deadline deadline)
      throws NoAnswer {
    Call call = exchange.call();
    underWay.add(answer);
    try {
      if (isClosed()) {
        answer.cancel(true);
        clients.leave();
      }
      return Reply.of(call, next(answer, exchange, deadline));
    } catch (TimeoutException e) {
      String what = deadline.hasPassed() ? "the deadline passed" : "nothing came for " + network.patience().silence();
      throw NoAnswer.to(call, Kind.TIMED_OUT, what + " " + exchange.progress());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NoAnswer.to(call, Kind.INTERRUPTED, "interrupted " + exchange.progress());
    } catch (CancellationException e) {
      throw NoAnswer.to(call, Kind.UNREACHABLE, "closed " + exchange.progress());
    } catch (ExecutionException e) {
      hangUp(answer);
      return exchange.leftUnread().orElseThrow(
          () -> NoAnswer.to(call, Breakdown.of(e.getCause(), call.uri().getHost(), exchange.hasBegun())));
    } finally {
      answer.cancel(true);
      underWay.remove(answer);
    }
  }

  /**
   * The JDK keeps the connection open for ever on which something came that is not HTTP; but whoever cancels a future
   * that follows from a request ends the request, be it over or not.
   */
  private static void hangUp(CompletableFuture<?> failed) {
    failed.handle((none, fault) -> new CompletableFuture<Void>()).thenCompose(never -> never).cancel(true);
  }

  /** Waits as long as something keeps coming, but no longer than the deadline. */
  private <T> T next(CompletableFuture<T> answer, Exchange exchange, Deadline deadline)
      throws TimeoutException, InterruptedException, ExecutionException {
    while (true) {
      Duration left = deadline.remaining();
      Duration patience = network.patience().silence().minus(exchange.silence());
      Duration wait = left.compareTo(patience) < 0 ? left : patience;
      try {
        return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (deadline.hasPassed() || exchange.silence().compareTo(network.patience().silence()) >= 0) {
          throw e;
        }
      }
    }
  }

  /** Lets time pass, unless this is closed or the thread interrupted. */
  void pause(Call call, Duration pause) throws NoAnswer {
    try {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw NoAnswer.to(call, Kind.UNREACHABLE, "closed before it was sent again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NoAnswer.to(call, Kind.INTERRUPTED, "interrupted before it was sent again");
    }
  }

  /** Ends what is under way, as an outage, and our threads. */
  @Override
  public void close() {
    closed.countDown();
    underWay.forEach(answer -> answer.cancel(true));
    clients.leave();
    threads.close();
  }
}
