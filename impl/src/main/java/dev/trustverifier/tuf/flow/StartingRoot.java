package dev.trustverifier.tuf.flow;

import dev.trustverifier.Digest;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.Metadata;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.RootTrust;
import dev.trustverifier.tuf.chain.TrustedRoot;
import dev.trustverifier.tuf.chain.Unverified;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the root to begin with: the remembered one, else a pinned one, else the source's own if it meets the pins. */
final class StartingRoot {
  private final RootWalk walk;
  private final Dialect dialect;
  private final RootTrust trust;

  StartingRoot(RootWalk walk, Dialect dialect, RootTrust trust) {
    this.walk = walk;
    this.dialect = dialect;
    this.trust = trust;
  }

  TrustedRoot from(Optional<Remembered> memory, String where) throws Refused, Unavailable {
    if (memory.isPresent()) {
      TrustedRoot known = TrustedRoot.remembered(parsed(memory.get().root()), memory.get(), trust);
      return trust.pins().anchoredIn(known.anchors()) ? known : anchored(known);
    }
    return trust.pins().roots().isEmpty() ? offered(where) : pinned();
  }

  /** Ties a remembered root to a pin of today: the later of the two is where to begin. */
  private TrustedRoot anchored(TrustedRoot known) throws Refused, Unavailable {
    Optional<Refused> onTheWay = Optional.empty();
    for (byte[] pin : trust.pins().roots()) {
      try {
        Optional<TrustedRoot> tied = tied(known, TrustedRoot.anchored(parsed(pin), trust));
        if (tied.isPresent()) {
          return tied.get().anchoredIn(Digest.sha256(pin));
        }
      } catch (Refused refused) {
        onTheWay = Optional.of(refused);
      }
    }
    throw onTheWay.orElse(
        new Refused(
            new Rejection.Unpinned(
                SpecRule.MEMORY_PINNED, Optional.of(RoleName.ROOT), Set.of(),
                "root: the remembered root " + known.version() + " is not of one chain with a pinned root;"
                    + " pin a root of its chain, or have the collection forgotten")));
  }

  private Optional<TrustedRoot> tied(TrustedRoot known, TrustedRoot pinned) throws Refused, Unavailable {
    if (pinned.version() <= known.version()) {
      TrustedRoot reached = walk.towards(pinned, known.version());
      return Optional.of(known).filter(root -> root.statement().equals(reached.statement()));
    }
    return Optional.of(walk.towards(known, pinned.version()))
        .filter(reached -> reached.statement().equals(pinned.statement()));
  }

  /** Of several pinned roots, the one whose chain ends in the source's current root. */
  private TrustedRoot pinned() throws Refused, Unavailable {
    List<byte[]> pins = trust.pins().roots();
    Optional<Unverified<Metadata.Root>> shown = pins.size() > 1 ? walk.current() : Optional.empty();
    for (byte[] pin : shown.isPresent() ? pins : List.<byte[]>of()) {
      Optional<TrustedRoot> last = endOfChain(pin);
      if (last.isPresent() && last.get().statement().equals(shown.get().statement())) {
        return last.get();
      }
    }
    return TrustedRoot.anchored(parsed(pins.get(0)), trust);
  }

  private Optional<TrustedRoot> endOfChain(byte[] pin) throws Unavailable {
    try {
      return Optional.of(walk.toTheEnd(TrustedRoot.anchored(parsed(pin), trust)));
    } catch (Refused otherPublisher) {
      return Optional.empty();
    }
  }

  private TrustedRoot offered(String where) throws Refused, Unavailable {
    Optional<Unverified<Metadata.Root>> offered = walk.current();
    if (offered.isEmpty()) {
      throw new Refused(
          new Rejection.Missing(
              SpecRule.COLLECTION_EXISTS, Optional.of(RoleName.ROOT), "root.json",
              "root: there is no trust data for " + trust.gun() + " at " + where));
    }
    try {
      return TrustedRoot.first(offered.get(), trust);
    } catch (Refused refused) {
      throw refused.rejection() instanceof Rejection.Unpinned ? provenRotation(refused) : refused;
    }
  }

  /** Where the first root ever meets the pins, the chain from it tells that the publisher's own rotation left them. */
  private Refused provenRotation(Refused unpinned) {
    try {
      Optional<Unverified<Metadata.Root>> first = walk.first();
      if (first.isPresent()) {
        walk.toTheEnd(TrustedRoot.first(first.get(), trust));
      }
      return unpinned;
    } catch (Refused onTheWay) {
      return onTheWay.rejection().rule() == SpecRule.ROTATION_PINNED ? onTheWay : unpinned;
    } catch (Unavailable noFurther) {
      return unpinned;
    }
  }

  private Unverified<Metadata.Root> parsed(byte[] root) throws Refused {
    return dialect.root(MetadataFile.unlisted(RoleName.ROOT, root));
  }
}
