package dev.trustverifier.tck;

import dev.trustverifier.Caveat;
import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a verifier must answer at the end of a case. Its {@code toString} is for people. */
sealed interface Expectation {

  boolean isMetBy(Verdict verdict);

  /** What is left of it for a verifier that gives no reasons. */
  default Expectation withoutReasons() {
    return this;
  }

  /** This image is trusted, for what that role published, and with this caveat alone. */
  record Trusted(ImageReference image, Digest digest, RoleName role, Optional<Caveat> caveat) implements Expectation {
    private static final long LENGTH = 1024;

    /** By targets, without a caveat. */
    Trusted(ImageReference image, Digest digest) {
      this(image, digest, RoleName.TARGETS, Optional.empty());
    }

    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Trusted trusted
          && trusted.image().reference().equals(image)
          && trusted.image().digest().equals(digest)
          && trusted.image().length() == LENGTH
          && isProven(trusted.image())
          && trusted.image().caveats().stream().map(Trusted::essence).toList()
              .equals(caveat.stream().map(Trusted::essence).toList());
    }

    /** From root to the role that answered, and on to those who agree with it. */
    private boolean isProven(TrustedImage given) {
      List<RoleName> chain = given.chain().stream().map(TrustedImage.Link::role).toList();
      return given.role().equals(role) && given.signers().contains(role)
          && chain.get(0).equals(RoleName.ROOT) && chain.contains(role)
          && given.signers().contains(chain.get(chain.size() - 1));
    }

    /** Without the words for an outage, which are everybody's own. */
    private static Caveat essence(Caveat caveat) {
      return caveat instanceof Caveat.Outdated outdated
          ? new Caveat.Outdated(outdated.checked(), new Outage(outdated.outage().kind(), "-"), outdated.until())
          : caveat;
    }

    @Override
    public String toString() {
      return "trusted for " + digest + ": " + image + " of " + LENGTH + " bytes by " + role
          + caveat.map(one -> ", with " + one).orElse(" without a caveat");
    }
  }

  /** A verdict in the words of expectations. */
  static String shown(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      return "rejected as " + new Refusal(rejection.getClass(), rejection.rule(), rejection.role())
          + ": " + rejection.message();
    }
    return verdict instanceof Verdict.Trusted trusted ? shown(trusted.image()) : verdict.message();
  }

  private static String shown(TrustedImage image) {
    return "trusted for " + image.digest() + ": " + image.reference() + " of " + image.length() + " bytes by "
        + image.role() + (image.caveats().isEmpty() ? "" : ", with " + image.caveats()) + ", signed by "
        + image.signers() + ", proven by " + image.chain().stream().map(TrustedImage.Link::role).toList();
  }

  /** The image is admitted by the policy alone. */
  record Exempt() implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Exempt;
    }

    @Override
    public String toString() {
      return "exempt by the policy";
    }
  }

  /** One of these refusals. */
  record Refused(List<Refusal> refusals) implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Rejected rejected
          && refusals.stream().anyMatch(refusal -> refusal.fits(rejected.rejection()));
    }

    @Override
    public Expectation withoutReasons() {
      return new RefusedSomehow();
    }

    @Override
    public String toString() {
      return refusals.stream().map(Refusal::toString).collect(Collectors.joining(", or ", "rejected as ", ""));
    }
  }

  /** A refusal in full: what kind, by which rule, and whose file is to blame. */
  record Refusal(Class<? extends Rejection> type, SpecRule rule, Optional<RoleName> role) {
    boolean fits(Rejection rejection) {
      return type.isInstance(rejection) && rejection.rule() == rule && rejection.role().equals(role);
    }

    @Override
    public String toString() {
      return type.getSimpleName() + " by " + rule.id() + role.map(name -> " of " + name).orElse("");
    }
  }

  /** A refusal for which any file may be to blame. */
  record RefusedForAny(Class<? extends Rejection> type, SpecRule rule) implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Rejected rejected
          && type.isInstance(rejected.rejection()) && rejected.rejection().rule() == rule;
    }

    @Override
    public Expectation withoutReasons() {
      return new RefusedSomehow();
    }

    @Override
    public String toString() {
      return "rejected as " + type.getSimpleName() + " by " + rule.id();
    }
  }

  /** A refusal for whatever reason. */
  record RefusedSomehow() implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Rejected;
    }

    @Override
    public String toString() {
      return "rejected";
    }
  }

  /** Nobody could be asked, for one of these reasons. */
  record Undecided(Set<Outage.Kind> kinds) implements Expectation {
    Undecided(Outage.Kind... kinds) {
      this(Set.of(kinds));
    }

    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Undecided undecided && kinds.contains(undecided.outage().kind());
    }

    @Override
    public String toString() {
      return kinds.stream().map(Outage.Kind::label).sorted().collect(Collectors.joining(" or ", "undecided, ", ""));
    }
  }

  /** What targets list, or no trust: what is asked of a verifier that knows no delegations where they would answer. */
  record TrustedByTargetsOrNot(ImageReference image, Digest digest) implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return new NotTrusted().isMetBy(verdict)
          || new Trusted(image, digest).isMetBy(verdict);
    }

    @Override
    public String toString() {
      return "not trusted but for " + digest + " by targets, since delegations are not declared";
    }
  }

  /** Anything but trust: what is asked of a verifier without a capability that the case needs. */
  record NotTrusted() implements Expectation {
    @Override
    public boolean isMetBy(Verdict verdict) {
      return verdict instanceof Verdict.Rejected || verdict instanceof Verdict.Undecided;
    }

    @Override
    public String toString() {
      return "not trusted, since a capability that this takes is not declared";
    }
  }
}
