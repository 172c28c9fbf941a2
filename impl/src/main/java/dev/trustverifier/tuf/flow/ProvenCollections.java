package dev.trustverifier.tuf.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Keeps proven collections for a while, and lets only one caller at a time refresh each. Only what was proven is kept.
 * Safe for use by several threads.
 */
public final class ProvenCollections {
  private final Cache<Key, Checked> cache;
  private final ConcurrentMap<Key, CompletableFuture<Optional<TrustedCollection>>> flights = new ConcurrentHashMap<>();
  private final long recheckAfter;
  private final LongSupplier ticker;

  /**
   * What is kept apart.
   *
   * @param gun the collection
   * @param rule which rule's pins it was proven by; two rules that share a collection do not share their trust in it
   */
  public record Key(Gun gun, ImagePattern rule) {}

  private record Checked(TrustedCollection collection, long at) {}

  /** How a collection is brought up to date. */
  public interface Refresher {
    TrustedCollection refresh(Optional<TrustedCollection> known) throws Refused, Unavailable;
  }

  /** Keeps collections of {@code mostBytes} of metadata in all, and has each checked after a while by the ticker. */
  public ProvenCollections(long mostBytes, Duration recheckAfter, LongSupplier ticker) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Key key, Checked kept) -> (int) Math.min(Integer.MAX_VALUE, kept.collection().size()))
            .executor(Runnable::run)
            .build();
    this.recheckAfter = recheckAfter.toNanos();
    this.ticker = ticker;
  }

  /** The collection: as kept if that was checked of late and nothing in it has expired, else refreshed. */
  public TrustedCollection get(Key key, Instant now, Deadline deadline, Refresher refresher)
      throws Refused, Unavailable {
    while (true) {
      Optional<TrustedCollection> kept = recent(key, now);
      if (kept.isPresent()) {
        return kept.get();
      }
      CompletableFuture<Optional<TrustedCollection>> own = new CompletableFuture<>();
      CompletableFuture<Optional<TrustedCollection>> other = flights.putIfAbsent(key, own);
      if (other == null) {
        return fly(key, own, refresher);
      }
      Optional<TrustedCollection> theirs = await(key, other, deadline);
      if (theirs.isPresent() && !now.isAfter(theirs.get().firstExpiry())) {
        return theirs.get();
      }
    }
  }

  private Optional<TrustedCollection> recent(Key key, Instant now) {
    Checked kept = cache.getIfPresent(key);
    return kept != null
            && ticker.getAsLong() - kept.at() < recheckAfter
            && !now.isAfter(kept.collection().firstExpiry())
        ? Optional.of(kept.collection())
        : Optional.empty();
  }

  private TrustedCollection fly(
      Key key, CompletableFuture<Optional<TrustedCollection>> flight, Refresher refresher)
      throws Refused, Unavailable {
    Optional<TrustedCollection> proven = Optional.empty();
    try {
      long at = ticker.getAsLong();
      Optional<TrustedCollection> known = Optional.ofNullable(cache.getIfPresent(key)).map(Checked::collection);
      TrustedCollection collection = refresher.refresh(known);
      cache.put(key, new Checked(collection, at));
      proven = Optional.of(collection);
      return collection;
    } finally {
      flights.remove(key);
      flight.complete(proven);
    }
  }

  // A flight that failed may have had less time, or another instant, than who waits for it: they try themselves.
  private static Optional<TrustedCollection> await(
      Key key, CompletableFuture<Optional<TrustedCollection>> flight, Deadline deadline) throws Unavailable {
    try {
      return flight.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Unavailable(
          new Outage(Outage.Kind.TIMED_OUT, "the deadline passed while another call was refreshing " + key.gun()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          new Outage(Outage.Kind.INTERRUPTED, "interrupted while another call was refreshing " + key.gun()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("flights end in a value", e);
    }
  }
}
