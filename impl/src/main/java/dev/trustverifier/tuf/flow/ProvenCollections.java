package dev.trustverifier.tuf.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.trustverifier.Outage;
import dev.trustverifier.TrustListener;
import dev.trustverifier.TrustListener.Cached.Use;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.watch.Kind;
import dev.trustverifier.tuf.watch.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps proven collections for a while, and lets only one caller at a time refresh each. Only what was proven is kept;
 * what is refused later is dropped. Safe for use by several threads.
 */
public final class ProvenCollections {
  // Whoever gave up, and a fault of ours, say nothing of the source.
  private static final Set<Outage.Kind> NOT_RIDDEN_OUT = Set.of(Outage.Kind.INTERRUPTED, Outage.Kind.INTERNAL);

  private final Cache<Asking.Key, Checked> cache;
  private final ConcurrentMap<Asking.Key, Flight> flights = new ConcurrentHashMap<>();
  private final Background background;
  private final Watch watch;

  /** How a collection is brought up to date. */
  public interface Refresher {
    Refreshed refresh(Optional<Checked> known, Asking asking) throws Refused, Unavailable;
  }

  /** Has something done by another thread, as if asked at the moment that it gets to it; perhaps never. */
  public interface Background {
    void later(Asking asking, Consumer<Asking> work);
  }

  /** Keeps collections that take about {@code mostBytes} of memory in all. */
  public ProvenCollections(long mostBytes, Background background, Watch watch) {
    this.watch = watch;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Asking.Key key, Checked kept) -> (int) Math.min(Integer.MAX_VALUE, kept.size()))
            .evictionListener((Asking.@Nullable Key key, @Nullable Checked kept, RemovalCause cause) -> evicted(key))
            .executor(Runnable::run)
            .build();
    this.background = background;
  }

  /** The collection: as kept if that is fresh, else refreshed, else as kept if that may stand in. */
  public Checked get(Asking asking, Refresher refresher) throws Refused, Unavailable {
    Optional<Checked> fresh = atHand(asking, refresher);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    tell(asking.key(), cache.getIfPresent(asking.key()) == null ? Use.MISS : Use.STALE);
    try {
      return refreshed(asking, refresher);
    } catch (Unavailable unavailable) {
      return standIn(asking, unavailable);
    }
  }

  /** The collection as kept, if that is fresh: nobody is waited for. */
  public Optional<Checked> atHand(Asking asking, Refresher refresher) {
    Optional<Checked> fresh = fresh(asking);
    fresh.ifPresent(
        kept -> {
          tell(asking.key(), kept.caveat(asking.freshness(), asking.now()).isPresent() ? Use.STANDS_IN : Use.HIT);
          if (kept.isDue(asking.freshness(), asking.now())) {
            background.later(asking, later -> renew(kept, later, refresher));
          }
        });
    return fresh;
  }

  private Optional<Checked> fresh(Asking asking) {
    @Nullable Checked kept = cache.getIfPresent(asking.key());
    return kept != null && kept.isFresh(asking) ? Optional.of(kept) : Optional.empty();
  }

  private Checked refreshed(Asking asking, Refresher refresher) throws Refused, Unavailable {
    while (true) {
      Flight own = Flight.awaited(asking.now());
      @Nullable Flight other = flights.putIfAbsent(asking.key(), own);
      if (other == null || other.isOverdue() && flights.replace(asking.key(), other, own)) {
        Optional<Checked> landedBefore = fresh(asking);
        return landedBefore.isPresent() ? land(own, asking, landedBefore.get()) : fly(own, asking, refresher);
      }
      other.await(asking);
      Optional<Checked> theirs = other.outcome(asking);
      if (theirs.isPresent()) {
        return theirs.get();
      }
    }
  }

  /** Nobody waits for this, and who asks next sees what came of it. */
  private void renew(Checked due, Asking asking, Refresher refresher) {
    Flight own = Flight.unasked(asking.now());
    if (cache.getIfPresent(asking.key()) == due && flights.putIfAbsent(asking.key(), own) == null) {
      try {
        fly(own, asking, refresher);
      } catch (Refused | Unavailable noted) {
        // A refusal dropped what was kept, an outage was noted with it.
      }
    }
  }

  private Checked fly(Flight flight, Asking asking, Refresher refresher) throws Refused, Unavailable {
    Asking.Key key = asking.key();
    Duration patience = asking.deadline().remaining();
    try {
      Optional<Checked> known = Optional.ofNullable(cache.getIfPresent(key));
      List<OnceTrusted> images = known.map(before -> List.copyOf(before.unremembered())).orElse(List.of());
      Refreshed refreshed = refresher.refresh(known, asking);
      Checked next =
          known.map(before -> before.then(refreshed, asking.now(), images))
              .orElseGet(() -> new Checked(refreshed, asking.now()));
      if (isCurrent(flight, key)) {
        cache.put(key, next);
      }
      return flight.end(next);
    } catch (Refused refused) {
      cache.invalidate(key);
      throw flight.end(refused);
    } catch (Unavailable unavailable) {
      if (isRiddenOut(unavailable) && isCurrent(flight, key)) {
        cache.asMap().computeIfPresent(key, (k, kept) -> kept.failed(unavailable.outage(), asking.now(), patience));
      }
      throw flight.end(unavailable);
    } finally {
      flights.remove(key, flight);
      flight.land();
    }
  }

  /** Whether nobody has set out since, for whom it took too long. */
  private boolean isCurrent(Flight flight, Asking.Key key) {
    return flights.get(key) == flight;
  }

  private Checked land(Flight flight, Asking asking, Checked kept) {
    flights.remove(asking.key(), flight);
    flight.end(kept);
    flight.land();
    return kept;
  }

  private Checked standIn(Asking asking, Unavailable unavailable) throws Unavailable {
    @Nullable Checked kept = cache.getIfPresent(asking.key());
    if (kept == null || !isRiddenOut(unavailable) || !kept.standsIn(asking.freshness(), asking.now())) {
      throw unavailable;
    }
    tell(asking.key(), Use.STANDS_IN);
    return kept.failed(unavailable.outage(), asking.now(), Duration.ZERO);
  }

  private static boolean isRiddenOut(Unavailable unavailable) {
    return !NOT_RIDDEN_OUT.contains(unavailable.outage().kind());
  }

  private void evicted(Asking.@Nullable Key key) {
    if (key != null) {
      tell(key, Use.EVICTED);
    }
  }

  private void tell(Asking.Key key, Use use) {
    watch.happened(Kind.CACHE, took -> new TrustListener.Cached(key.gun(), use));
  }
}
