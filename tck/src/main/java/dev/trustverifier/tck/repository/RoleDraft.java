package dev.trustverifier.tck.repository;

import dev.trustverifier.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A role's file on its way to the next publication. */
final class RoleDraft {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Map<RoleName, Duration> LIFETIMES =
      Map.of(RoleName.ROOT, YEAR.multipliedBy(10), RoleName.TIMESTAMP, Duration.ofDays(14));

  private final RoleName role;
  private Lies lies = new Lies();
  private boolean changed = true;
  private OptionalLong version = OptionalLong.empty();
  private Optional<Instant> expires = Optional.empty();
  private @Nullable Written last;

  RoleDraft(RoleName role) {
    this.role = role;
  }

  RoleDraft copy() {
    RoleDraft copy = new RoleDraft(role);
    copy.lies = lies.copy();
    copy.changed = changed;
    copy.version = version;
    copy.expires = expires;
    copy.last = last;
    return copy;
  }

  boolean changed() {
    return changed;
  }

  void change() {
    changed = true;
  }

  Lies lies() {
    changed = true;
    return lies;
  }

  void version(long number) {
    changed = true;
    version = OptionalLong.of(number);
  }

  void expires(Instant instant) {
    changed = true;
    expires = Optional.of(instant);
  }

  /** The file that was written last, if any. */
  @Nullable Written last() {
    return last;
  }

  /** Goes back to a file that was written before, or to none. */
  void restore(@Nullable Written earlier) {
    changed = changed || earlier != last;
    last = earlier;
  }

  /** Writes the file, and becomes honest again. */
  Written write(JsonObject content, List<RoleSigner> signers, Instant now) {
    long number = version.orElse(last == null ? 1 : last.version() + 1);
    JsonObject body = content
        .put("_type", type())
        .put("expires", expires.orElseGet(() -> expiry(now)).toString())
        .put("version", number)
        .sorted();
    Lies told = lies;
    lies = new Lies();
    told.tell(body);
    Envelope envelope = Envelope.of(body, signers);
    told.tell(envelope);
    byte[] listed = told.listed(envelope.document().bytes());
    Written written = new Written(number, listed, told.served(listed));
    last = written;
    changed = false;
    version = OptionalLong.empty();
    return written;
  }

  private Instant expiry(Instant now) {
    return now.plus(LIFETIMES.getOrDefault(role, YEAR.multipliedBy(3))).truncatedTo(ChronoUnit.SECONDS);
  }

  private String type() {
    String name = role.isDelegation() ? RoleName.TARGETS.value() : role.value();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
