package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one place where an expiry is compared with the instant of the verification. */
final class Expiry {
  private Expiry() {}

  static void require(Unverified<?> file, Instant now) throws Refused {
    Instant expires = file.claims().expires();
    if (now.isAfter(expires)) {
      throw new Refused(
          new Rejection.Expired(
              SpecRule.NOT_EXPIRED, Optional.of(file.file().role()), expires, now,
              file.file().role() + ": version " + file.claimedVersion() + " expired " + expires
                  + ", before " + now));
    }
  }

  /** Compares durations, as the sum of an instant and a duration may lie beyond all instants. */
  static void requireNear(Unverified<?> file, Instant now, Duration most) throws Refused {
    Instant expires = file.claims().expires();
    if (Duration.between(now, expires).compareTo(most) > 0) {
      throw new Refused(
          new Rejection.TooLarge(
              SpecRule.EXPIRY_NEAR, Optional.of(file.file().role()), most.toSeconds(),
              file.file().role() + ": version " + file.claimedVersion() + " expires only " + expires
                  + ", more than " + most + " after " + now));
    }
  }
}
