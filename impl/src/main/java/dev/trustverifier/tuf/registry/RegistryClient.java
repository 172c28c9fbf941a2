package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches files from one server, each within its limit and its deadline. Safe for use by several threads. */
public final class RegistryClient implements AutoCloseable {
  private final ServerAddress server;
  private final ObjLongConsumer<URI> progress;
  private final InstantSource clock = InstantSource.system();
  private final ClientThreads threads = new ClientThreads();
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile @Nullable HttpClient http;

  /**
   * A client for one server; connects when first asked.
   *
   * @param server where to go
   * @param authorities who may vouch for the server; empty for those the system trusts
   * @param progress is told of every file how many of its bytes are there; called from other threads, must not block
   */
  public RegistryClient(
      ServerAddress server, Optional<CertificateAuthorities> authorities, ObjLongConsumer<URI> progress) {
    this.server = server;
    this.progress = progress;
    HttpClient.Builder builder = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(threads);
    if (server.isLocal()) {
      builder.proxy(HttpClient.Builder.NO_PROXY);
    }
    authorities.ifPresent(given -> builder.sslContext(given.sslContext()));
    http = builder.build();
  }

  /**
   * Asks for one file.
   *
   * @param file its URL below {@link ServerAddress#fileOf}
   * @param limit the most bytes to take
   * @param deadline when to give up
   * @return the file, its absence, its excess, or an outage
   * @throws IllegalStateException if this client is closed
   * @throws IllegalArgumentException if the limit is negative
   */
  public Fetched fetch(URI file, long limit, Deadline deadline) {
    HttpClient client = http;
    if (client == null) {
      throw new IllegalStateException("closed, and asked for " + file);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is 0 or more: " + limit);
    }
    if (Thread.currentThread().isInterrupted()) {
      return failed(file, new Breakdown(Kind.INTERRUPTED, "interrupted before it was sent"));
    }
    if (deadline.hasPassed()) {
      return failed(file, new Breakdown(Kind.TIMED_OUT, "the deadline had passed before it was sent"));
    }
    if (!server.mayBeAsked()) {
      return failed(file, new Breakdown(Kind.UNREACHABLE, "plain http, and " + server.host() + " is not loopback"));
    }
    return exchange(client, new Exchange(file, limit, progress), deadline);
  }

  private Fetched exchange(HttpClient client, Exchange exchange, Deadline deadline) {
    CompletableFuture<HttpResponse<BoundedBody.Received>> answer = client.sendAsync(exchange.request(), exchange);
    underWay.add(answer);
    try {
      if (http == null) {
        answer.cancel(true);
      }
      return Reply.of(answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)).asFile(clock);
    } catch (TimeoutException e) {
      return failed(exchange.file(), new Breakdown(Kind.TIMED_OUT, "the deadline passed " + exchange.progress()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(exchange.file(), new Breakdown(Kind.INTERRUPTED, "interrupted " + exchange.progress()));
    } catch (CancellationException e) {
      return failed(exchange.file(), new Breakdown(Kind.UNREACHABLE, "closed " + exchange.progress()));
    } catch (ExecutionException e) {
      return failed(exchange.file(), Breakdown.of(e.getCause(), server.host(), exchange.hasBegun()));
    } finally {
      answer.cancel(true);
      underWay.remove(answer);
    }
  }

  private static Fetched failed(URI file, Breakdown breakdown) {
    return new Fetched.Failed(new Outage(breakdown.kind(), "GET " + file + ": " + breakdown.what()));
  }

  /** Ends what is under way, as an outage, and our threads. */
  @Override
  public void close() {
    http = null;
    underWay.forEach(answer -> answer.cancel(true));
    threads.close();
  }
}
