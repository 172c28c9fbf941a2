package dev.trustverifier.tuf.flow;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.Metadata;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.TrustedRoot;
import dev.trustverifier.tuf.chain.Unverified;
import java.util.Optional;

/** Follows the chain of roots, version by version, each signed by the one before and by itself. */
final class RootWalk {
  private static final MetadataName CURRENT = new MetadataName.Current(RoleName.ROOT);

  private final Downloads downloads;
  private final Dialect dialect;
  private final Limits limits;
  private int steps;

  RootWalk(Downloads downloads, Dialect dialect, Limits limits) {
    this.downloads = downloads;
    this.dialect = dialect;
    this.limits = limits;
  }

  /** What the source calls its current root. */
  Optional<Unverified<Metadata.Root>> current() throws Refused, Unavailable {
    return root(CURRENT);
  }

  /** The first root ever, where the source still has it. */
  Optional<Unverified<Metadata.Root>> first() throws Refused, Unavailable {
    return root(new MetadataName.Versioned(RoleName.ROOT, 1));
  }

  private Optional<Unverified<Metadata.Root>> root(MetadataName name) throws Refused, Unavailable {
    Optional<byte[]> content = downloads.find(name, limits.rootBytes());
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(dialect.root(MetadataFile.unlisted(RoleName.ROOT, content.get())));
  }

  /** Goes on to the last root there is. */
  TrustedRoot toTheEnd(TrustedRoot from) throws Refused, Unavailable {
    return towards(from, Long.MAX_VALUE);
  }

  /** The same root as the source shows it, be it signed anew; refuses if what it shows contradicts the chain. */
  TrustedRoot asShown(TrustedRoot last) throws Refused, Unavailable {
    Optional<Unverified<Metadata.Root>> shown = current();
    if (shown.isEmpty() || shown.get().file().digest().equals(last.file().digest())) {
      return last;
    }
    if (shown.get().statement().equals(last.statement())) {
      return last.signedAnew(shown.get());
    }
    if (steps > 0 && shown.get().claimedVersion() <= last.version()) {
      // A cache in between may show the current root of a while ago; the chain knows better.
      return last;
    }
    throw new Refused(contradiction(last, shown.get()));
  }

  /** Goes on to a version, or as far as there are roots. */
  TrustedRoot towards(TrustedRoot from, long version) throws Refused, Unavailable {
    TrustedRoot root = from;
    while (root.version() < version) {
      Optional<TrustedRoot> next = after(root);
      if (next.isEmpty()) {
        return root;
      }
      root = next.get();
    }
    return root;
  }

  private Optional<TrustedRoot> after(TrustedRoot root) throws Refused, Unavailable {
    Optional<Unverified<Metadata.Root>> next =
        root(new MetadataName.Versioned(RoleName.ROOT, root.version() + 1));
    if (next.isEmpty()) {
      next = current().filter(current -> current.claimedVersion() == root.version() + 1);
    }
    if (next.isEmpty()) {
      return Optional.empty();
    }
    if (++steps > limits.rotations()) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.ROTATIONS_BOUNDED, Optional.of(RoleName.ROOT), limits.rotations(),
              "root: more than " + limits.rotations() + " rotations to follow, up to version " + root.version()
                  + "; allow more of them, or pin a later root and have the collection forgotten"));
    }
    return Optional.of(root.rotated(next.get()));
  }

  private static Rejection contradiction(TrustedRoot last, Unverified<Metadata.Root> shown) {
    Optional<RoleName> role = Optional.of(RoleName.ROOT);
    long known = last.version();
    long version = shown.claimedVersion();
    if (version < known) {
      return new Rejection.RolledBack(
          SpecRule.VERSION_NOT_LOWER, role, known, version,
          "root: version " + version + " is older than version " + known + ", which is trusted");
    }
    if (version == known) {
      return new Rejection.Inconsistent(
          SpecRule.VERSION_UNIQUE, role, last.statement(), shown.statement(),
          "root: version " + version + " is trusted with another content");
    }
    String missing = (known + 1) + ".root.json";
    return new Rejection.Missing(
        SpecRule.ROOT_VERSION_NEXT, role, missing,
        "root: no chain from version " + known + " to version " + version + ": there is no " + missing);
  }
}
