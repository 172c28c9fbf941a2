package dev.trustverifier.examples.webhook.gate;

import dev.trustverifier.Caveat;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An image as somebody wrote it, and the verdict on it. Immutable.
 *
 * @param image what was written
 * @param reference what it means; empty if it means nothing
 * @param verdict the verdict
 */
public record Judged(String image, Optional<ImageReference> reference, Verdict verdict) {
  /** Checks that nothing is missing. */
  public Judged {
    Objects.requireNonNull(image);
    Objects.requireNonNull(reference);
    Objects.requireNonNull(verdict);
  }

  /** What names no image is covered by no rule. */
  static Judged unreadable(String image, IllegalArgumentException fault) {
    String message = String.valueOf(fault.getMessage());
    Rejection denied = new Rejection.Denied(SpecRule.POLICY_COVERS, Optional.empty(), message);
    return new Judged(image, Optional.empty(), new Verdict.Rejected(denied));
  }

  /**
   * Whether the image may run as far as its publisher and the policy go.
   *
   * @return true if it is trusted, or exempt
   */
  public boolean isAdmissible() {
    return verdict instanceof Verdict.Trusted || verdict instanceof Verdict.Exempt;
  }

  /**
   * The verdict in one word.
   *
   * @return trusted, exempt, rejected or undecided
   */
  public String word() {
    if (verdict instanceof Verdict.Trusted) {
      return "trusted";
    }
    if (verdict instanceof Verdict.Exempt) {
      return "exempt";
    }
    return verdict instanceof Verdict.Rejected ? "rejected" : "undecided";
  }

  /**
   * Why an image that is trusted is not quite what its publisher says now.
   *
   * @return the reasons; mostly none
   */
  public List<Caveat> caveats() {
    return verdict instanceof Verdict.Trusted trusted ? trusted.image().caveats() : List.of();
  }

  /**
   * Why, for programs.
   *
   * @return the broken rule's id, the kind of outage, or the first caveat; empty if there is none of them
   */
  public String reason() {
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.rejection().rule().id();
    }
    if (verdict instanceof Verdict.Undecided undecided) {
      return undecided.outage().kind().label();
    }
    return caveats().stream().findFirst()
        .map(caveat -> caveat instanceof Caveat.Outdated ? "outdated" : "former-digest")
        .orElse("");
  }
}
