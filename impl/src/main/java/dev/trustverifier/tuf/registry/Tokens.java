package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.credential.Secret;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The tokens that are good for another while. Each is fetched once, however many wait for it. Safe for use by several
 * threads.
 */
final class Tokens {
  /** As many as there are passes, since each collection has its own. */
  private static final int MOST = 16_384;

  private final Issuer issuer;
  private final InstantSource clock;
  private final Recent<Grant, AccessToken> kept = new Recent<>(MOST);
  private final Flights<Grant, Issued> flights = new Flights<>(grant -> grant.call(0).toString());

  Tokens(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token that is good now, and if it can be not the one that the server refused. */
  Issued find(Grant grant, Optional<AccessToken> refused, Deadline deadline) throws NoAnswer {
    return flights.share(grant, () -> ask(grant, refused, deadline),
        issued -> !(issued instanceof Issued.Given given) || !refused.equals(Optional.of(given.token())), deadline);
  }

  private Issued ask(Grant grant, Optional<AccessToken> refused, Deadline deadline) throws NoAnswer {
    Optional<AccessToken> known = kept.get(grant)
        .filter(token -> clock.instant().isBefore(token.until()) && !refused.equals(Optional.of(token)));
    if (known.isPresent()) {
      return new Issued.Given(known.get());
    }
    Issued issued = issuer.ask(grant, deadline);
    if (issued instanceof Issued.Given given) {
      kept.put(grant, given.token());
    }
    return issued;
  }

  /** Does not give out a token again. */
  void forget(Grant grant, Secret value) {
    kept.get(grant).filter(token -> token.value().equals(value)).ifPresent(token -> kept.remove(grant, token));
  }
}
