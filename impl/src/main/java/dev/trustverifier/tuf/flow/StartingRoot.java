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
import java.util.HashSet;
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
      return remembered(memory.get());
    }
    return trust.pins().roots().isEmpty() ? offered(where) : pinned();
  }

  private TrustedRoot remembered(Remembered memory) throws Refused, Unavailable {
    Unverified<Metadata.Root> root = parsed(memory.root());
    List<byte[]> unproven =
        trust.pins().anchoredIn(memory.anchors()) ? List.of() : trust.pins().roots();
    for (byte[] pin : unproven) {
      if (isKin(pin, root)) {
        Set<Digest> anchors = new HashSet<>(memory.anchors());
        anchors.add(Digest.sha256(pin));
        return TrustedRoot.remembered(root, new Remembered(memory.root(), anchors, memory.floors()), trust);
      }
    }
    return TrustedRoot.remembered(root, memory, trust);
  }

  /** Whether an unbroken chain leads from the pinned root to the remembered one, or the other way. */
  private boolean isKin(byte[] pin, Unverified<Metadata.Root> remembered) throws Unavailable {
    try {
      TrustedRoot pinned = TrustedRoot.anchored(parsed(pin), trust);
      TrustedRoot known = TrustedRoot.anchored(remembered, trust);
      TrustedRoot older = pinned.version() <= known.version() ? pinned : known;
      TrustedRoot newer = older == pinned ? known : pinned;
      return walk.towards(older, newer.version()).file().digest().equals(newer.file().digest());
    } catch (Refused refused) {
      return false;
    }
  }

  private TrustedRoot pinned() throws Refused, Unavailable {
    List<byte[]> pins = trust.pins().roots();
    for (byte[] pin : pins.subList(1, pins.size())) {
      Optional<TrustedRoot> last = endOfChain(pin);
      if (last.isPresent()) {
        return last.get();
      }
    }
    return TrustedRoot.anchored(parsed(pins.get(0)), trust);
  }

  /** The source's current root, if an unbroken chain leads to it from this pin. */
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
  private Refused provenRotation(Refused unpinned) throws Unavailable {
    try {
      Optional<Unverified<Metadata.Root>> first = walk.first();
      if (first.isPresent()) {
        walk.toTheEnd(TrustedRoot.first(first.get(), trust));
      }
      return unpinned;
    } catch (Refused onTheWay) {
      return onTheWay.rejection().rule() == SpecRule.ROTATION_PINNED ? onTheWay : unpinned;
    }
  }

  private Unverified<Metadata.Root> parsed(byte[] root) throws Refused {
    return dialect.root(MetadataFile.unlisted(RoleName.ROOT, root));
  }
}
