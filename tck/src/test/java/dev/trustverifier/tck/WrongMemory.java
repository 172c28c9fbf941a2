package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Deliberately wrong memories. */
final class WrongMemory {
  private WrongMemory() {}

  /** Last writer wins: what is expected is not even looked at. */
  static final class IgnoresExpected extends MapOfMemories {
    @Override
    Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      LockSupport.parkNanos(200_000);
      synchronized (this) {
        kept.put(key, next);
      }
      return new Kept.Done();
    }
  }

  /** Compares, and then writes over whatever was written in between. */
  static final class LastWriterWins extends MapOfMemories {
    @Override
    Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      Recalled before = find(key);
      LockSupport.parkNanos(200_000);
      if (!expected.<Recalled>map(Recalled.Known::new).orElseGet(Recalled.Unknown::new).equals(before)) {
        return new Kept.Outdated();
      }
      return super.write(key, known(find(key)), next);
    }
  }

  /** Has no compare-and-set for the first write. */
  static final class LastInsertWins extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      return super.write(key, expected.or(() -> known(find(key))), next);
    }
  }

  /** Inserts where an update finds no row. */
  static final class WritesWhereNothingIs extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      return super.write(key, expected.filter(any -> kept.containsKey(key)), next);
    }
  }

  /** Compares the versions only. */
  static final class ComparesVersionsOnly extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      Optional<Remembered> known = known(find(key));
      boolean alike = expected.isPresent() && known.map(ComparesVersionsOnly::versions)
          .equals(expected.map(ComparesVersionsOnly::versions));
      return super.write(key, alike ? known : expected, next);
    }

    private static List<Long> versions(Remembered remembered) {
      return remembered.floors().values().stream().map(Floor::version).toList();
    }
  }

  /** Takes what it cannot read for nothing. */
  static final class ForgetsOnError extends MapOfMemories {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      return outage(deadline).isPresent() ? new Recalled.Unknown() : find(key);
    }
  }

  /** Says that it is done when it could not write. */
  static final class SwallowsErrors extends MapOfMemories {
    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      return outage(deadline).isPresent() ? new Kept.Done() : write(key, expected, next);
    }
  }

  static final class ThrowsOnError extends MapOfMemories {
    @Override
    Optional<Outage> outage(Deadline deadline) {
      super.outage(deadline).ifPresent(outage -> {
        throw new IllegalStateException(outage.message());
      });
      return Optional.empty();
    }
  }

  /** Files everything under a key that is not its own. */
  static final class Misfiles extends MapOfMemories {
    private final UnaryOperator<MemoryKey> wrong;

    private Misfiles(UnaryOperator<MemoryKey> wrong) {
      this.wrong = wrong;
    }

    static Misfiles byGunAlone() {
      return new Misfiles(key -> new MemoryKey(key.gun(), Basis.PINNED));
    }

    static Misfiles takingPortsForEachOther() {
      return new Misfiles(key -> new MemoryKey(new Gun(key.gun().value().replace(":500/", ":5000/")), key.basis()));
    }

    @Override
    synchronized Recalled find(MemoryKey key) {
      return super.find(wrong.apply(key));
    }

    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      return super.write(wrong.apply(key), expected, next);
    }
  }

  /** Keeps times as most databases do. */
  static final class CutsTimes extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      var floors = new HashMap<>(next.floors());
      floors.replaceAll((role, floor) -> new Floor(
          floor.since(), floor.version(), floor.digest(), floor.signers(),
          floor.lastSeen().minusNanos(floor.lastSeen().getNano() % 1000)));
      return super.write(key, expected, new Remembered(next.root(), next.anchors(), floors));
    }
  }

  /** Was written before there were images to remember, and has no column for them. */
  static final class DropsImages extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      return super.write(key, expected.map(DropsImages::without), without(next));
    }

    private static Remembered without(Remembered full) {
      return new Remembered(full.root(), full.anchors(), full.floors());
    }
  }

  /** Has one column for the signer of a file. */
  static final class KeepsOneSigner extends MapOfMemories {
    @Override
    synchronized Recalled find(MemoryKey key) {
      return known(super.find(key)).<Recalled>map(known -> {
        var floors = new HashMap<>(known.floors());
        floors.replaceAll((role, floor) -> new Floor(
            floor.since(), floor.version(), floor.digest(),
            floor.signers().stream().sorted().limit(1).collect(Collectors.toSet()), floor.lastSeen()));
        return new Recalled.Known(new Remembered(known.root(), known.anchors(), floors, known.onceTrusted()));
      }).orElseGet(Recalled.Unknown::new);
    }
  }

  /** Has a column that is too short for the longest names. */
  static final class CutsNames extends MapOfMemories {
    @Override
    synchronized Recalled find(MemoryKey key) {
      return known(super.find(key)).<Recalled>map(known -> new Recalled.Known(new Remembered(
          known.root(), known.anchors(),
          known.floors().entrySet().stream().collect(Collectors.toMap(floor -> cut(floor.getKey()), Map.Entry::getValue)),
          known.onceTrusted()))).orElseGet(Recalled.Unknown::new);
    }
  }

  private static RoleName cut(RoleName role) {
    return new RoleName(role.value().substring(0, Math.min(200, role.value().length())));
  }

  static final class ForgetsAtRestart extends MapOfMemories {
    @Override
    MapOfMemories reopened() {
      return new MapOfMemories();
    }
  }

  /** Compares with what it wrote last itself, and writes. */
  static final class MindsNobodyElse extends MapOfMemories {
    private final Map<MemoryKey, Remembered> own = new HashMap<>();

    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      if (!Optional.ofNullable(own.get(key)).equals(expected)) {
        return new Kept.Outdated();
      }
      own.put(key, next);
      kept.put(key, next);
      return new Kept.Done();
    }
  }

  static final class KeepsOneAnchor extends MapOfMemories {
    @Override
    synchronized Recalled find(MemoryKey key) {
      return known(super.find(key)).<Recalled>map(known -> {
        Set<Digest> one = known.anchors().stream().limit(1).collect(Collectors.toSet());
        return new Recalled.Known(new Remembered(known.root(), one, known.floors()));
      }).orElseGet(Recalled.Unknown::new);
    }
  }

  /** Decides for itself what may be kept, which is not for a memory to do. */
  static final class RefusesLowerVersions extends MapOfMemories {
    @Override
    synchronized Kept write(MemoryKey key, Optional<Remembered> expected, Remembered next) {
      return known(find(key)).filter(known -> rootOf(known, 0) > rootOf(next, Long.MAX_VALUE)).isPresent()
          ? new Kept.Outdated()
          : super.write(key, expected, next);
    }

    private static long rootOf(Remembered remembered, long otherwise) {
      return Optional.ofNullable(remembered.floors().get(RoleName.ROOT)).map(Floor::version).orElse(otherwise);
    }
  }

  static final class NullForUnknown extends MapOfMemories {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      Recalled recalled = super.recall(key, deadline);
      return recalled instanceof Recalled.Unknown ? null : recalled;
    }
  }

  static final class ViewThatWrites extends MapOfMemories {
    @Override
    public TrustMemory readOnly() {
      return this;
    }
  }

  static final class IgnoresDeadlines extends MapOfMemories {
    @Override
    Optional<Outage> outage(Deadline deadline) {
      return super.outage(Deadline.after(Duration.ofDays(1)));
    }
  }

  static final class SwallowsInterrupts extends MapOfMemories {
    @Override
    Optional<Outage> outage(Deadline deadline) {
      Optional<Outage> outage = super.outage(deadline);
      Thread.interrupted();
      return outage;
    }
  }

  static final class GoesOnWhenClosed extends MapOfMemories {
    @Override
    public void close() {}
  }

  static final class TellsItsPassword extends MapOfMemories {
    @Override
    public String toString() {
      return "jdbc:postgresql://db.example/trust?password=" + MemoryTrial.SECRET;
    }
  }

  private static Optional<Remembered> known(Recalled recalled) {
    return recalled instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }
}
