package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.Offered;
import java.time.Duration;
import java.util.Optional;

/**
 * The credentials of registries. Each is looked up once, however many collections wait for it, and is in hand for a
 * moment, since a look-up may start a program. Safe for use by several threads.
 */
final class Wallet {
  private static final Duration MOMENT = Duration.ofSeconds(10);
  private static final int MOST = 256;

  private final Credentials store;
  private final Recent<String, InHand> inHand = new Recent<>(MOST);
  private final Flights<String, Optional<Credential>> lookUps = new Flights<>(Wallet::name);

  Wallet(Credentials store) {
    this.store = store;
  }

  private static String name(String registry) {
    return "credentials for " + registry;
  }

  private record InHand(Credential credential, Deadline until) {}

  /** The credential for a registry, and if it can be not the one that was refused; empty if there is none. */
  Optional<Credential> find(String registry, Optional<Credential> refused, Deadline deadline) throws NoAnswer {
    return lookUps.share(registry, () -> lookUp(registry, deadline), found -> found.isEmpty() || !found.equals(refused), deadline);
  }

  private Optional<Credential> lookUp(String registry, Deadline deadline) throws NoAnswer {
    Optional<InHand> before = inHand.get(registry).filter(found -> !found.until().hasPassed());
    if (before.isPresent()) {
      return before.map(InHand::credential);
    }
    Offered offered = offer(registry, deadline);
    if (offered instanceof Offered.Failed failed) {
      throw new NoAnswer(failed.outage());
    }
    if (!(offered instanceof Offered.Found found)) {
      return Optional.empty();
    }
    inHand.put(registry, new InHand(found.credential(), Deadline.after(MOMENT)));
    return Optional.of(found.credential());
  }

  private Offered offer(String registry, Deadline deadline) {
    try {
      return store.offer(registry, deadline);
    } catch (RuntimeException e) { // Not ours: its message may hold anything, a secret too.
      String what = name(registry) + ": the store broke with " + e.getClass().getName();
      return new Offered.Failed(new Outage(Kind.INTERNAL, what));
    }
  }

  /** A registry does not know it: the next look-up is a new one. */
  void refused(String registry, Credential credential) {
    inHand.get(registry).filter(found -> found.credential().equals(credential))
        .ifPresent(found -> inHand.remove(registry, found));
    store.refused(registry, credential);
  }
}
