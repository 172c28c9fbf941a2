package dev.trustverifier.tck.judge;

import dev.trustverifier.Caveat;
import dev.trustverifier.Outage;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.tck.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The collections that were proven, for as long as rules let them answer. */
final class Shelf {
  private static final Set<Outage.Kind> OWN_FAULTS = Set.of(Outage.Kind.INTERRUPTED, Outage.Kind.INTERNAL);

  private final Conduct conduct;
  private final Map<String, Found> shelf = new ConcurrentHashMap<>();

  /** A collection, when its source was asked, and why it may be another by now. */
  record Found(PlainCollection collection, Instant checked, Optional<Caveat> caveat) {}

  Shelf(Conduct conduct) {
    this.conduct = conduct;
  }

  /** What was proven lately, or is proven now, or stands in where that cannot be done. */
  Found find(String place, Ask ask, Freshness freshness, Supplier<PlainCollection> proof) {
    Optional<Found> kept = Optional.ofNullable(shelf.get(place)).filter(found -> holds(found, ask.now()));
    Duration time = conduct.can(Capability.RECHECK_AFTER) ? freshness.recheckAfter() : Duration.ZERO;
    boolean asks = !conduct.has(Vice.NEVER_RECHECKS);
    if (kept.filter(found -> !asks || age(found, ask).compareTo(time) < 0).isPresent()) {
      return kept.get();
    }
    try {
      Found found = new Found(proof.get(), ask.now(), Optional.empty());
      shelf.put(place, found);
      return found;
    } catch (Refusal refusal) {
      shelf.remove(place);
      return kept.filter(found -> conduct.has(Vice.RIDES_OUT_REFUSALS)).orElseThrow(() -> refusal);
    } catch (NobodyToAsk nobody) {
      return kept.flatMap(found -> standIn(found, ask, freshness, nobody.outage())).orElseThrow(() -> nobody);
    }
  }

  private Optional<Found> standIn(Found found, Ask ask, Freshness freshness, Outage outage) {
    Duration most = conduct.can(Capability.RIDE_OUT_OUTAGE) ? freshness.rideOutOutage() : Duration.ZERO;
    boolean stands = !OWN_FAULTS.contains(outage.kind())
        && (!most.isZero() && age(found, ask).compareTo(most) <= 0 || conduct.has(Vice.RIDES_OUT_ANY_OUTAGE));
    Caveat caveat = new Caveat.Outdated(found.checked, outage, found.checked.plus(most));
    return stands ? Optional.of(new Found(found.collection, found.checked, Optional.of(caveat))) : Optional.empty();
  }

  private boolean holds(Found found, Instant now) {
    boolean expired = now.isAfter(found.collection.firstExpiry()) && !conduct.has(Vice.OUTLIVES_EXPIRIES);
    return !expired && !now.isBefore(found.checked);
  }

  private static Duration age(Found found, Ask ask) {
    return Duration.between(found.checked, ask.now());
  }
}
