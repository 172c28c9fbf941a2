package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.gate.PolicyInForce;
import dev.trustverifier.examples.webhook.json.PlainLine;
import dev.trustverifier.examples.webhook.settings.Demand;
import dev.trustverifier.examples.webhook.settings.Mode;
import dev.trustverifier.examples.webhook.settings.OnUndecided;
import dev.trustverifier.examples.webhook.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a review ends, by the verdicts on its images and the settings of its namespace. Immutable.
 *
 * @param outcome how it ends
 * @param reason why, in one line; empty if nothing is to be said
 * @param warnings what whoever asked is told though it is admitted
 * @param audit what the cluster's audit log is told
 */
public record Decision(Outcome outcome, String reason, List<String> warnings, Map<String, String> audit) {
  private static final int MOST_REASONS = 3;
  private static final int LONGEST_REASON = 400;
  private static final int LONGEST_WARNING = 256;
  private static final int LONGEST_AUDIT = 2000;
  private static final int MOST_WARNINGS = 20;

  /** Copies the collections. */
  public Decision {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(reason);
    warnings = List.copyOf(warnings);
    audit = Map.copyOf(audit);
  }

  static Decision allowed(String why) {
    return new Decision(Outcome.ALLOWED, why, List.of(), why.isEmpty() ? Map.of() : Map.of("skipped", why));
  }

  /** A problem with an image; {@code word} is rejected or undecided. */
  private record Problem(String word, String image, String message, boolean isFault) {
    String line(int longest) {
      return PlainLine.of(word + ": " + image + ": " + message, longest);
    }
  }

  /**
   * Decides.
   *
   * @param settings of the namespace
   * @param judged every image that was judged
   * @param glass why somebody breaks the glass, if somebody does
   */
  static Decision on(Settings settings, Collection<Judged> judged, Optional<String> glass) {
    List<Problem> problems = new ArrayList<>();
    judged.forEach(image -> problem(settings, image).ifPresent(problems::add));
    return on(settings, judged, problems, glass);
  }

  /** Decides on more images than are judged; nobody is asked about any of them. */
  static Decision tooMany(Settings settings, int images, Optional<String> glass) {
    String message = "no more than " + PolicyInForce.MOST_IMAGES + " are judged at once [most-images]";
    List<Problem> problems = new ArrayList<>(List.of(new Problem("rejected", images + " images", message, false)));
    return on(settings, List.of(), problems, glass);
  }

  private static Decision on(
      Settings settings, Collection<Judged> judged, List<Problem> problems, Optional<String> glass) {
    Map<String, String> audit = new LinkedHashMap<>();
    if (!judged.isEmpty()) {
      audit.put("verdicts", verdicts(judged));
    }
    List<String> warnings = caveats(judged);
    if (!warnings.isEmpty()) {
      audit.put("caveats", PlainLine.of(String.join("; ", warnings), LONGEST_AUDIT));
    }
    if (problems.isEmpty()) {
      return new Decision(Outcome.ALLOWED, "", few(warnings), audit);
    }
    String reason = reason(problems);
    Outcome outcome = outcome(settings, problems, glass);
    if (outcome == Outcome.WARNED || outcome == Outcome.GLASS_BROKEN) {
      problems.forEach(problem -> warnings.add(problem.line(LONGEST_WARNING)));
      audit.put("audit-required", "true");
      audit.put("would-deny", PlainLine.of(reason, LONGEST_AUDIT));
    }
    if (outcome == Outcome.GLASS_BROKEN) {
      audit.put("break-glass", PlainLine.of(glass.orElse(""), LONGEST_WARNING));
    }
    return new Decision(outcome, reason, few(warnings), audit);
  }

  private static List<String> few(List<String> warnings) {
    List<String> few = new ArrayList<>(warnings.subList(0, Math.min(warnings.size(), MOST_WARNINGS)));
    if (few.size() < warnings.size()) {
      few.add("and " + (warnings.size() - few.size()) + " more warnings");
    }
    return few;
  }

  private static List<String> caveats(Collection<Judged> judged) {
    List<String> lines = new ArrayList<>();
    for (Judged image : judged) {
      image.caveats().forEach(
          caveat -> lines.add(PlainLine.of("caveat: " + image.image() + ": " + caveat.message(), LONGEST_WARNING)));
    }
    return lines;
  }

  private static Outcome outcome(Settings settings, List<Problem> problems, Optional<String> glass) {
    if (settings.mode() == Mode.WARN) {
      return Outcome.WARNED;
    }
    if (glass.isPresent()) {
      return Outcome.GLASS_BROKEN;
    }
    if (problems.get(0).word().equals("rejected")) {
      return Outcome.DENIED;
    }
    if (problems.stream().anyMatch(Problem::isFault)) {
      return Outcome.FAULT;
    }
    return settings.onUndecided() == OnUndecided.ERROR ? Outcome.UNANSWERED : Outcome.DENIED;
  }

  private static Optional<Problem> problem(Settings settings, Judged image) {
    if (image.verdict() instanceof Verdict.Rejected rejected) {
      String message = rejected.rejection().message() + " [" + image.reason() + "]";
      return Optional.of(new Problem("rejected", image.image(), message, false));
    }
    if (image.verdict() instanceof Verdict.Undecided undecided) {
      boolean fault = undecided.outage().kind() == Outage.Kind.INTERNAL;
      String message = undecided.outage().message() + " [" + image.reason() + "]";
      return Optional.of(new Problem("undecided", image.image(), message, fault));
    }
    if (settings.asks(Demand.REQUIRE_DIGEST)
        && image.verdict() instanceof Verdict.Trusted trusted
        && image.reference().stream().noneMatch(reference -> reference.digest().isPresent())) {
      String message = "named without its digest; signed is " + trusted.image().pinnedReference() + " [require-digest]";
      return Optional.of(new Problem("rejected", image.image(), message, false));
    }
    return Optional.empty();
  }

  /** What is rejected comes first: it is not going to change by itself. */
  private static String reason(List<Problem> problems) {
    problems.sort((a, b) -> a.word().compareTo(b.word()));
    List<String> lines = problems.stream().limit(MOST_REASONS).map(problem -> problem.line(LONGEST_REASON)).toList();
    int more = problems.size() - lines.size();
    return String.join("; ", lines) + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String verdicts(Collection<Judged> judged) {
    StringBuilder text = new StringBuilder();
    for (Judged image : judged) {
      if (text.length() > LONGEST_AUDIT) {
        break;
      }
      text.append(text.isEmpty() ? "" : "; ").append(PlainLine.of(image.image(), LONGEST_WARNING)).append(' ').append(image.word());
      if (!image.reason().isEmpty()) {
        text.append(" [").append(image.reason()).append(']');
      }
    }
    return PlainLine.of(text.toString(), LONGEST_AUDIT);
  }
}
