package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One question about a collection, and what was fetched to answer it. */
final class Ask {
  private static final long MIB = 1024 * 1024;
  private static final long ROOT_BYTES = 16 * MIB;
  private static final long FILE_BYTES = 100 * MIB;

  private final Conduct conduct;
  private final MetadataSource source;
  private final Gun gun;
  private final PlainPins pins;
  private final Instant now;
  private final Deadline deadline;
  private final Map<MetadataName, Optional<byte[]>> fetched = new HashMap<>();
  private long left;

  Ask(Conduct conduct, MetadataSource source, Gun gun, PlainPins pins, Instant now, Deadline deadline) {
    this.conduct = conduct;
    this.source = source;
    this.gun = gun;
    this.pins = pins;
    this.now = now;
    this.deadline = deadline;
    this.left = conduct.heeds(SpecRule.REFRESH_BOUNDED) ? conduct.bounds().refreshBytes() : Long.MAX_VALUE;
  }

  /** The same question with nothing fetched yet. */
  Ask again() {
    return new Ask(conduct, source, gun, pins, now, deadline);
  }

  Optional<byte[]> root(MetadataName name) {
    return find(name, ROOT_BYTES);
  }

  Optional<byte[]> timestamp() {
    return find(new MetadataName.Current(RoleName.TIMESTAMP), conduct.bounds().timestampBytes());
  }

  Optional<byte[]> listed(MetadataName name, long length) {
    return find(name, Math.min(length, FILE_BYTES));
  }

  private Optional<byte[]> find(MetadataName name, long limit) {
    if (!fetched.containsKey(name)) {
      fetched.put(name, fetch(name, conduct.heeds(SpecRule.FILE_BOUNDED) ? limit : Long.MAX_VALUE));
    }
    return fetched.get(name);
  }

  private Optional<byte[]> fetch(MetadataName name, long limit) {
    if (deadline.hasPassed()) {
      throw new NobodyToAsk(new Outage(Outage.Kind.TIMED_OUT, "too late to ask for " + name.fileName()));
    }
    long most = Math.min(limit, left);
    Fetched answer = source.fetch(gun, name, most, deadline);
    if (answer instanceof Fetched.Found found && found.content().length <= most) {
      left -= found.content().length;
      return Optional.of(found.content());
    }
    if (answer instanceof Fetched.Failed failed) {
      throw new NobodyToAsk(failed.outage());
    }
    if (answer instanceof Fetched.Absent) {
      return Optional.empty();
    }
    throw left < limit
        ? Refusal.tooLarge(SpecRule.REFRESH_BOUNDED, name.role(), conduct.bounds().refreshBytes())
        : Refusal.tooLarge(SpecRule.FILE_BOUNDED, name.role(), limit);
  }

  MemoryKey memoryKey() {
    return new MemoryKey(gun, pins.onFirstUse() ? MemoryKey.Basis.FIRST_USE : MemoryKey.Basis.PINNED);
  }

  Conduct conduct() {
    return conduct;
  }

  Gun gun() {
    return gun;
  }

  PlainPins pins() {
    return pins;
  }

  Instant now() {
    return now;
  }

  Deadline deadline() {
    return deadline;
  }
}
