package dev.trustverifier.tuf.flow;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tuf.chain.DelegationWalk;
import dev.trustverifier.tuf.chain.Dialect;
import dev.trustverifier.tuf.chain.FileMeta;
import dev.trustverifier.tuf.chain.FinalRoot;
import dev.trustverifier.tuf.chain.Floors;
import dev.trustverifier.tuf.chain.FreshSnapshot;
import dev.trustverifier.tuf.chain.FreshTimestamp;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Remedy;
import dev.trustverifier.tuf.chain.TrustedCollection;
import dev.trustverifier.tuf.chain.TrustedRoot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One way through the files of a collection, from the starting root to the last delegation. Used once. */
final class Attempt {
  private static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);

  private final Question question;
  private final Dialect dialect;
  private final Optional<Remembered> memory;
  private final Floors floors;
  private final Downloads downloads;
  private final RootWalk walk;

  Attempt(Question question, Dialect dialect, Optional<Remembered> memory) {
    this.question = question;
    this.dialect = dialect;
    this.memory = memory;
    this.floors = new Floors(memory.map(m -> (Map<RoleName, Floor>) m.floors()).orElse(Map.of()));
    this.downloads = new Downloads(question);
    this.walk = new RootWalk(downloads, dialect, question.limits());
  }

  /** Whether the source still shows the timestamp that led to a collection, and the memory knows no later one. */
  boolean isUnchanged(TrustedCollection known) throws Refused, Unavailable {
    Optional<byte[]> shown = downloads.find(TIMESTAMP, question.limits().timestampBytes());
    Optional<Floor> floor = memory.map(m -> m.floors().get(RoleName.TIMESTAMP));
    return shown.isPresent()
        && MetadataFile.unlisted(RoleName.TIMESTAMP, shown.get()).digest().equals(known.timestamp().digest())
        && (memory.isEmpty() || floor.isPresent() && floor.get().digest().equals(known.timestamp().statement()));
  }

  /** Proves the collection, asking for newer roots only if something shows that there are any. */
  TrustedCollection prove() throws Refused, Unavailable {
    TrustedRoot start = start();
    try {
      return prove(start);
    } catch (Refused refused) {
      if (!Remedy.isANewerRoot(refused.rejection())) {
        throw refused;
      }
      TrustedRoot last = walk.toTheEnd(start);
      if (last != start || Remedy.isTheSameRootOtherwise(refused.rejection())) {
        last = walk.asShown(last);
      }
      if (last == start) {
        throw refused;
      }
      return prove(last);
    }
  }

  /** Proves the collection with whatever is the last root now. */
  TrustedCollection proveAnew() throws Refused, Unavailable {
    return prove(walk.asShown(walk.toTheEnd(start())));
  }

  private TrustedRoot start() throws Refused, Unavailable {
    return new StartingRoot(walk, dialect, question.trust()).from(memory, downloads.where());
  }

  private TrustedCollection prove(TrustedRoot trusted) throws Refused, Unavailable {
    FinalRoot root = trusted.finalAt(question.trust().now());
    FreshTimestamp timestamp =
        root.timestamp(dialect.timestamp(MetadataFile.unlisted(RoleName.TIMESTAMP, timestamp())), floors)
            .fresh(question.limits().timestampValidity());
    FreshSnapshot snapshot =
        timestamp.snapshot(dialect.snapshot(listed(RoleName.SNAPSHOT, timestamp.snapshot()))).fresh();
    begin(snapshot);
    try {
      return prove(snapshot);
    } finally {
      downloads.settle();
    }
  }

  private TrustedCollection prove(FreshSnapshot snapshot) throws Refused, Unavailable {
    DelegationWalk roles =
        snapshot.targets(dialect.targets(listed(RoleName.TARGETS, snapshot.targets())))
            .delegations(question.limits().delegations());
    for (Optional<DelegationWalk.Wanted> next = roles.next(); next.isPresent(); next = roles.next()) {
      DelegationWalk.Wanted wanted = next.get();
      roles.take(dialect.targets(listed(wanted.delegation().name(), wanted.meta())));
    }
    return roles.collection();
  }

  /** Where there are delegations, all that the snapshot lists is fetched at once: nearly always all of it is needed. */
  private void begin(FreshSnapshot snapshot) {
    Map<RoleName, FileMeta> delegations = snapshot.delegations();
    if (!delegations.isEmpty() && delegations.size() <= question.limits().delegations()) {
      Map<MetadataName, Long> files = new LinkedHashMap<>();
      files.put(dialect.nameOf(RoleName.TARGETS, snapshot.targets()), limit(snapshot.targets()));
      delegations.forEach((role, meta) -> files.put(dialect.nameOf(role, meta), limit(meta)));
      downloads.begin(files);
    }
  }

  private long limit(FileMeta meta) {
    return Math.min(meta.length(), question.limits().fileBytes());
  }

  private byte[] timestamp() throws Refused, Unavailable {
    Optional<byte[]> content = downloads.find(TIMESTAMP, question.limits().timestampBytes());
    if (content.isPresent()) {
      return content.get();
    }
    Optional<Floor> known = memory.map(m -> m.floors().get(RoleName.TIMESTAMP));
    Optional<RoleName> role = Optional.of(RoleName.TIMESTAMP);
    String what = "timestamp: there is no trust data for " + question.gun() + " at " + downloads.where();
    throw new Refused(
        known.isPresent()
            ? new Rejection.Vanished(
                SpecRule.COLLECTION_STAYS, role, known.get().version(), what + ", though there was before")
            : new Rejection.Missing(SpecRule.COLLECTION_EXISTS, role, "timestamp.json", what));
  }

  private MetadataFile listed(RoleName role, FileMeta meta) throws Refused, Unavailable {
    MetadataName name = dialect.nameOf(role, meta);
    Optional<byte[]> content = downloads.find(name, limit(meta));
    if (content.isEmpty()) {
      throw new Refused(
          new Rejection.Missing(
              SpecRule.LISTED_FILE_PRESENT, Optional.of(role), name.fileName(),
              role + ": verified metadata lists " + name.fileName() + ", but it is not there"));
    }
    return meta.admit(role, content.get());
  }
}
