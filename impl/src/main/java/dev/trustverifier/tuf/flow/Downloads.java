package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.chain.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The files of one attempt at a collection: each fetched once, all within one budget and one deadline. Used by one
 * thread, though others may fetch for it.
 */
final class Downloads {
  private final MetadataSource source;
  private final Gun gun;
  private final Deadline deadline;
  private final Executor threads;
  private final Map<MetadataName, Optional<byte[]>> fetched = new HashMap<>();
  private final long budget;
  private long left;
  private Prefetch prefetch = Prefetch.none();

  Downloads(Question question) {
    this.source = question.source();
    this.gun = question.gun();
    this.deadline = question.deadline();
    this.threads = question.threads();
    this.budget = question.limits().refreshBytes();
    this.left = budget;
  }

  /**
   * Has files fetched by other threads that will be asked for, each up to its limit. Not done unless all of them fit
   * into what is left, so that what may be refused as too much does not depend on which of them is the first.
   */
  void begin(Map<MetadataName, Long> files) {
    files.keySet().removeAll(fetched.keySet());
    if (!deadline.hasPassed() && files.values().stream().mapToLong(Long::longValue).sum() <= left) {
      prefetch = Prefetch.begin(files, new Prefetch.Place(source, gun, deadline), threads);
    }
  }

  /** Gives up on files that were begun and not asked for. */
  void settle() {
    prefetch.close();
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
    @Nullable Fetched begun = prefetch.take(name, deadline);
    long most = Math.min(limit, left - prefetch.pending());
    Fetched result = begun == null ? source.fetch(gun, name, most, deadline) : begun;
    if (result instanceof Fetched.Found found && found.content().length <= most) {
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
