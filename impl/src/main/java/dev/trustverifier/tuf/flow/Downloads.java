package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.chain.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of one attempt at a collection: each fetched once, all within one budget and one deadline. */
final class Downloads {
  private final MetadataSource source;
  private final Gun gun;
  private final Deadline deadline;
  private final Map<MetadataName, Optional<byte[]>> fetched = new HashMap<>();
  private final long budget;
  private long left;

  Downloads(MetadataSource source, Gun gun, Limits limits, Deadline deadline) {
    this.source = source;
    this.gun = gun;
    this.deadline = deadline;
    this.budget = limits.refreshBytes();
    this.left = budget;
  }

  /** The file, or its absence. */
  Optional<byte[]> find(MetadataName name, long limit) throws Refused, Unavailable {
    Optional<byte[]> known = fetched.get(name);
    if (known == null) {
      known = fetch(name, limit);
      fetched.put(name, known);
    }
    return known;
  }

  private Optional<byte[]> fetch(MetadataName name, long limit) throws Refused, Unavailable {
    if (deadline.hasPassed()) {
      throw new Unavailable(
          new Outage(Outage.Kind.TIMED_OUT, "the deadline passed before " + name.fileName() + " of " + gun));
    }
    Fetched result = source.fetch(gun, name, Math.min(limit, left), deadline);
    if (result instanceof Fetched.Found found && found.content().length <= Math.min(limit, left)) {
      left -= found.content().length;
      return Optional.of(found.content());
    }
    if (result instanceof Fetched.Absent) {
      return Optional.empty();
    }
    if (result instanceof Fetched.Failed failed) {
      throw new Unavailable(failed.outage());
    }
    throw tooLarge(name, limit);
  }

  private Refused tooLarge(MetadataName name, long limit) {
    boolean overBudget = left < limit;
    SpecRule rule = overBudget ? SpecRule.REFRESH_BOUNDED : SpecRule.FILE_BOUNDED;
    String what =
        overBudget
            ? name.fileName() + " is longer than what is left of " + budget + " bytes for all files"
            : name.fileName() + " is longer than " + limit + " bytes";
    return new Refused(
        new Rejection.TooLarge(rule, Optional.of(name.role()), overBudget ? budget : limit, name.role() + ": " + what));
  }

  /** Where this collection is looked for, for messages. */
  String where() {
    return source.describe(gun);
  }
}
