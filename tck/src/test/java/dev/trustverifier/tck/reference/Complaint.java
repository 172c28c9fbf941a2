package dev.trustverifier.tck.reference;

import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's last words, understood as far as they can be: it has no words for rules.
 *
 * @param text all that it wrote beside its listing
 */
record Complaint(String text) {
  private static final Pattern UNAVAILABLE = Pattern.compile("unable to reach trust server at this time: (\\d{3})");
  private static final Pattern OFFLINE = Pattern.compile("client is offline|: EOF|connection (refused|reset)");
  private static final Pattern LOW = Pattern.compile("version (\\d+) is lower than current version (\\d+)");
  private static final Map<String, SpecRule> REFUSALS = Map.of(
      "does not have trust data for", SpecRule.COLLECTION_EXISTS,
      "trust data unavailable", SpecRule.LISTED_FILE_PRESENT,
      "expired at", SpecRule.NOT_EXPIRED,
      "certificates to trust_pinning config", SpecRule.ROOT_PINNED,
      "unable to retrieve valid leaf certificates", SpecRule.ROOT_CERTIFICATE,
      "could not rotate trust", SpecRule.ROOT_SIGNED_BY_PREDECESSOR,
      "checksum", SpecRule.HASH_MATCHES);

  Verdict verdict() {
    if (text.contains("panic: ")) {
      return new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "the client crashed"));
    }
    return outage().<Verdict>map(kind -> new Verdict.Undecided(new Outage(kind, last())))
        .orElseGet(() -> new Verdict.Rejected(rejection()));
  }

  private Optional<Outage.Kind> outage() {
    Matcher unavailable = UNAVAILABLE.matcher(last());
    if (unavailable.find()) {
      return Optional.of(kind(unavailable.group(1)));
    } else if (last().contains("you are not authorized")) {
      return Optional.of(Outage.Kind.UNAUTHORISED);
    }
    return OFFLINE.matcher(last()).find() ? Optional.of(Outage.Kind.UNREACHABLE) : Optional.empty();
  }

  private static Outage.Kind kind(String status) {
    return switch (status) {
      case "403" -> Outage.Kind.FORBIDDEN;
      case "405" -> Outage.Kind.TRUST_DISABLED;
      case "429" -> Outage.Kind.RATE_LIMITED;
      default -> Outage.Kind.SERVER_ERROR;
    };
  }

  private Rejection rejection() {
    Matcher low = LOW.matcher(last());
    if (low.find()) {
      return new Rejection.RolledBack(SpecRule.VERSION_NOT_LOWER, Optional.empty(),
          Long.parseLong(low.group(2)), Long.parseLong(low.group(1)), last());
    } else if (last().contains("did not meet threshold")) {
      return new Rejection.ThresholdNotMet(
          SpecRule.THRESHOLD_MET, Optional.empty(), 1, Set.of(), Set.of(), last());
    }
    SpecRule rule = REFUSALS.entrySet().stream().filter(words -> last().contains(words.getKey()))
        .map(Map.Entry::getValue).findFirst().orElse(SpecRule.BODY_SHAPE);
    return new Rejection.Malformed(rule, Optional.empty(), last());
  }

  private String last() {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
  }
}
