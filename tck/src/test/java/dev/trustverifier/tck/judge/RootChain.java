package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.source.MetadataName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the chain of roots begins, and where it leads. */
final class RootChain {
  private static final Optional<RoleName> ROOT = Optional.of(RoleName.ROOT);

  private final Ask ask;
  private final Conduct conduct;
  private final Optional<Remembered> memory;
  private final RootJudge judge;
  private int steps;

  RootChain(Ask ask, Optional<Remembered> memory) {
    this.ask = ask;
    this.conduct = ask.conduct();
    this.memory = memory;
    this.judge = new RootJudge(ask, memory.map(m -> Map.copyOf(m.floors())).orElse(Map.of()));
  }

  RootJudge judge() {
    return judge;
  }

  PlainRoot start() {
    if (memory.isPresent()) {
      PlainRoot known = judge.remembered(memory.get());
      boolean anchored = ask.pins().anchoredIn(known.anchors()) || !conduct.heeds(SpecRule.MEMORY_PINNED);
      return anchored ? known : tied(known);
    }
    return ask.pins().roots().isEmpty() ? offered() : pinned();
  }

  /** The later of the remembered root and a pinned one of the same chain. */
  private PlainRoot tied(PlainRoot known) {
    Refusal otherwise = new Refusal(
        new Rejection.Unpinned(
            SpecRule.MEMORY_PINNED, ROOT, Set.of(), "root: the remembered root comes from no pinned one"));
    for (byte[] pin : ask.pins().roots()) {
      try {
        PlainRoot anchor = judge.anchor(pin);
        PlainRoot earlier = anchor.version() <= known.version() ? anchor : known;
        PlainRoot later = earlier == anchor ? known : anchor;
        PlainRoot reached = towards(earlier, later.version());
        if (reached.saysTheSameAs(later)) {
          return (later == known ? known : reached).anchored(Set.of(Digest.sha256(pin)));
        }
      } catch (Refusal onTheWay) {
        otherwise = onTheWay;
      }
    }
    throw otherwise;
  }

  /** Of several pinned roots the one that leads to the current root. */
  private PlainRoot pinned() {
    List<byte[]> pins = ask.pins().roots();
    Optional<PlainRoot> shown = pins.size() > 1 ? current() : Optional.empty();
    for (byte[] pin : shown.isPresent() ? pins : List.<byte[]>of()) {
      try {
        PlainRoot last = last(judge.anchor(pin));
        if (last.saysTheSameAs(shown.get())) {
          return last;
        }
      } catch (Refusal notThisOne) {
        continue;
      }
    }
    return judge.anchor(pins.get(0));
  }

  private PlainRoot offered() {
    PlainRoot offered = current().orElseThrow(
        () -> new Refusal(
            new Rejection.Missing(
                SpecRule.COLLECTION_EXISTS, ROOT, "root.json", "root: there is no trust data for " + ask.gun())));
    try {
      return judge.first(offered);
    } catch (Refusal refusal) {
      throw refusal.rejection().rule() == SpecRule.ROOT_PINNED ? leftThePins(refusal) : refusal;
    }
  }

  /** Tells a publisher who rotated away from the pins from somebody else. */
  private Refusal leftThePins(Refusal unpinned) {
    try {
      root(new MetadataName.Versioned(RoleName.ROOT, 1)).ifPresent(first -> last(judge.first(first)));
      return unpinned;
    } catch (Refusal onTheWay) {
      return onTheWay.rejection().rule() == SpecRule.ROTATION_PINNED ? onTheWay : unpinned;
    } catch (NobodyToAsk noFurther) {
      return unpinned;
    }
  }

  PlainRoot last(PlainRoot from) {
    return towards(from, Long.MAX_VALUE);
  }

  private PlainRoot towards(PlainRoot from, long version) {
    PlainRoot root = from;
    while (root.version() < version) {
      Optional<PlainRoot> next = after(root);
      if (next.isEmpty()) {
        return root;
      }
      if (++steps > conduct.bounds().rotations() && conduct.heeds(SpecRule.ROTATIONS_BOUNDED)) {
        throw Refusal.tooLarge(SpecRule.ROTATIONS_BOUNDED, RoleName.ROOT, conduct.bounds().rotations());
      }
      root = judge.rotated(root, next.get());
    }
    return root;
  }

  private Optional<PlainRoot> after(PlainRoot root) {
    Optional<PlainRoot> next = root(new MetadataName.Versioned(RoleName.ROOT, root.version() + 1));
    if (conduct.heeds(SpecRule.ROOT_VERSION_NEXT)) {
      return next.or(() -> current().filter(current -> current.version() == root.version() + 1));
    }
    return next.or(this::current).filter(later -> later.version() > root.version());
  }

  /** The last root as the source shows it, perhaps signed anew; refuses if it shows one that is not of the chain. */
  PlainRoot asShown(PlainRoot last) {
    Optional<PlainRoot> shown = current();
    if (shown.isEmpty() || Digest.sha256(shown.get().file().bytes()).equals(Digest.sha256(last.file().bytes()))) {
      return last;
    }
    if (shown.get().saysTheSameAs(last)) {
      return judge.signedAnew(last, shown.get());
    }
    Rejection contradiction = contradiction(last, shown.get());
    boolean outdatedCopy = steps > 0 && shown.get().version() <= last.version();
    if (!outdatedCopy && conduct.heeds(contradiction.rule())) {
      throw new Refusal(contradiction);
    }
    return last;
  }

  private static Rejection contradiction(PlainRoot last, PlainRoot shown) {
    long known = last.version();
    long version = shown.version();
    String message = "root: version " + version + " is shown where version " + known + " is trusted";
    if (version < known) {
      return new Rejection.RolledBack(SpecRule.VERSION_NOT_LOWER, ROOT, known, version, message);
    }
    return version == known
        ? new Rejection.Inconsistent(
            SpecRule.VERSION_UNIQUE, ROOT, last.file().statement(), shown.file().statement(), message)
        : new Rejection.Missing(SpecRule.ROOT_VERSION_NEXT, ROOT, (known + 1) + ".root.json", message);
  }

  private Optional<PlainRoot> current() {
    return root(new MetadataName.Current(RoleName.ROOT));
  }

  private Optional<PlainRoot> root(MetadataName name) {
    return ask.root(name).map(bytes -> PlainRoot.read(conduct, bytes));
  }
}
