package dev.trustverifier.tuf.config;

import dev.trustverifier.policy.Freshness;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads how old the answer of a rule may be. */
final class FreshnessReader {
  private static final Set<String> MEMBERS = Set.of("recheckAfter", "rideOutOutage", "formerDigests");

  private FreshnessReader() {}

  static Freshness read(WrittenJson written) throws WrittenFault {
    written.object(MEMBERS);
    Optional<WrittenJson> age = written.member("recheckAfter");
    Freshness checked =
        age.isPresent() ? age.get().text(text -> Freshness.recheckAfter(duration(text))) : Freshness.defaults();
    Optional<WrittenJson> outage = written.member("rideOutOutage");
    Freshness riding =
        outage.isPresent() ? outage.get().text(text -> checked.rideOutOutage(duration(text))) : checked;
    Optional<WrittenJson> former = written.member("formerDigests");
    return former.isPresent() ? former.get().text(text -> riding.formerDigests(duration(text))) : riding;
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("this has to be a duration such as PT90S, PT4H or P7D", e);
    }
  }
}
