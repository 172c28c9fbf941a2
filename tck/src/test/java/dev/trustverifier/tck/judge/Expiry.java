package dev.trustverifier.tck.judge;

import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.time.Duration;
import java.util.Optional;

/** Compares an expiry with the instant of the verification. */
final class Expiry {
  private Expiry() {}

  static void require(Ask ask, PlainFile file) {
    if (ask.now().isAfter(file.expires()) && ask.conduct().heeds(SpecRule.NOT_EXPIRED)) {
      throw new Refusal(
          new Rejection.Expired(
              SpecRule.NOT_EXPIRED, Optional.of(file.role()), file.expires(), ask.now(),
              file.role() + ": expired " + file.expires()));
    }
  }

  static void requireNear(Ask ask, PlainFile file) {
    Optional<Duration> most = ask.conduct().bounds().timestampValidity();
    boolean late = most.filter(limit -> Duration.between(ask.now(), file.expires()).compareTo(limit) > 0).isPresent();
    if (late && ask.conduct().heeds(SpecRule.EXPIRY_NEAR)) {
      throw Refusal.tooLarge(SpecRule.EXPIRY_NEAR, file.role(), most.orElseThrow().toSeconds());
    }
  }
}
