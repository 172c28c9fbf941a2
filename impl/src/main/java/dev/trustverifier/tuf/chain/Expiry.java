package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.time.Instant;
import java.util.Optional;

/** The one comparison of an expiry with the instant of the verification. */
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
}
