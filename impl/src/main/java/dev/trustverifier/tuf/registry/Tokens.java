package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tokens that are good for another while. Each is fetched once, however many wait for it. Safe for use by several
 * threads.
 */
final class Tokens {
  private static final int MOST = 4096;
  /** What ended one caller's wait and need not end another's. */
  private static final Set<Kind> PERSONAL = Set.of(Kind.TIMED_OUT, Kind.INTERRUPTED);

  private final Issuer issuer;
  private final InstantSource clock;
  private final Recent<Grant, AccessToken> kept = new Recent<>(MOST);
  private final Map<Grant, CompletableFuture<Optional<AccessToken>>> flights = new ConcurrentHashMap<>();

  Tokens(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token that is good now, and not the one that was refused; empty if none is given to who asks. */
  Optional<AccessToken> find(Grant grant, Optional<AccessToken> refused, Deadline deadline) throws NoAnswer {
    while (true) {
      CompletableFuture<Optional<AccessToken>> own = new CompletableFuture<>();
      CompletableFuture<Optional<AccessToken>> flight = flights.putIfAbsent(grant, own);
      if (flight == null) {
        return lead(own, grant, refused, deadline);
      }
      try {
        Optional<AccessToken> found = flight.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        if (found.isEmpty() || !found.equals(refused)) {
          return found;
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof NoAnswer fault)) {
          throw new IllegalStateException("the thread that asked for a token broke", e.getCause());
        }
        if (!PERSONAL.contains(fault.outage().kind())) {
          throw fault;
        }
      } catch (TimeoutException e) {
        throw ended(grant, Kind.TIMED_OUT, "the deadline passed");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ended(grant, Kind.INTERRUPTED, "interrupted");
      }
    }
  }

  /** Does not give out a token again. */
  void forget(Grant grant, Secret value) {
    kept.get(grant).filter(token -> token.value().equals(value)).ifPresent(token -> kept.remove(grant, token));
  }

  private static NoAnswer ended(Grant grant, Kind kind, String what) {
    return NoAnswer.to(grant.call(0), kind, what + " while another thread was asking for it");
  }

  private Optional<AccessToken> lead(
      CompletableFuture<Optional<AccessToken>> flight, Grant grant, Optional<AccessToken> refused, Deadline deadline)
      throws NoAnswer {
    try {
      Optional<AccessToken> known = kept.get(grant)
          .filter(token -> clock.instant().isBefore(token.until()) && !refused.equals(Optional.of(token)));
      Optional<AccessToken> token = known.isPresent() ? known : issuer.ask(grant, deadline);
      token.ifPresent(given -> kept.put(grant, given));
      flight.complete(token);
      return token;
    } catch (NoAnswer e) {
      flight.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(grant);
      flight.completeExceptionally(new IllegalStateException("ended by a fault of our own"));
    }
  }
}
