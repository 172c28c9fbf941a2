package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustListener;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Resolution;
import dev.trustverifier.tuf.chain.TrustedCollection;
import dev.trustverifier.tuf.flow.Checked;
import dev.trustverifier.tuf.flow.Unavailable;
import dev.trustverifier.tuf.watch.Kind;
import dev.trustverifier.tuf.watch.Span;
import dev.trustverifier.tuf.watch.Watch;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies images by the TUF metadata of Notary v1, also known as Docker Content Trust.
 *
 * <p>A collection that was proven answers without a network for as long as the rule's {@link
 * dev.trustverifier.policy.Freshness} says, and never past an expiry inside it. Safe for use by several threads; make
 * one, keep it, and close it.
 */
public final class TufTrustVerifier implements TrustVerifier {
  private static final System.Logger LOG = System.getLogger(TufTrustVerifier.class.getName());

  private final TufTrustVerifierBuilder settings;
  private final TrustPolicy policy;
  private final Crew crew = new Crew();
  private final Watch watch;
  private final RuledCollections collections;

  TufTrustVerifier(TufTrustVerifierBuilder settings) {
    this.settings = settings;
    this.policy = settings.policy();
    this.watch = new Watch(settings.listener());
    this.collections = new RuledCollections(settings, crew, watch);
  }

  /**
   * Starts a verifier.
   *
   * @return a builder that wants at least a source, a policy and a memory
   */
  public static TufTrustVerifierBuilder builder() {
    return new TufTrustVerifierBuilder();
  }

  @Override
  public Verdict verify(ImageReference image) {
    return verify(image, Deadline.after(settings.timeout()));
  }

  @Override
  public Verdict verify(ImageReference image, Deadline deadline) {
    crew.requireOpen();
    Inquiry inquiry = Inquiry.about(image, deadline);
    return verdict(image, (pattern, ruling) -> Optional.of(collections.find(inquiry, pattern, ruling))).orElseThrow();
  }

  /**
   * Verifies an image if nobody has to be waited for: where the policy decides alone, or the image's collection was
   * proven of late. For threads that must not block, such as those of a server's event loop.
   *
   * @param image the image
   * @param deadline by when a verdict is wanted: who has more time than somebody who found out that the source cannot be
   *     asked has to ask again
   * @return what {@link #verify(ImageReference, Deadline)} says; empty if that would have to prove the collection first
   * @throws IllegalStateException if this verifier is closed
   */
  public Optional<Verdict> verifyAtHand(ImageReference image, Deadline deadline) {
    crew.requireOpen();
    Inquiry inquiry = Inquiry.about(image, deadline);
    return verdict(image, (pattern, ruling) -> collections.findAtHand(inquiry, pattern, ruling));
  }

  /** Finds the collection of an image; empty if it is not to be waited for. */
  private interface Finding {
    Optional<Checked> find(ImagePattern pattern, Ruling ruling) throws Refused, Unavailable;
  }

  private Optional<Verdict> verdict(ImageReference image, Finding finding) {
    Span span = watch.begin(Kind.VERIFY);
    Optional<Verdict> verdict = judge(image, finding);
    verdict.ifPresent(given -> span.end(took -> new TrustListener.Verified(image, given, took)));
    return verdict;
  }

  private Optional<Verdict> judge(ImageReference image, Finding finding) {
    try {
      Optional<PatternMap.Entry<TrustRule>> match = policy.ruleFor(image.gun());
      if (match.isEmpty()) {
        return Optional.of(new Verdict.Rejected(uncovered(image.gun())));
      }
      return judge(image, match.get(), finding);
    } catch (Refused refused) {
      return Optional.of(new Verdict.Rejected(refused.rejection()));
    } catch (Unavailable unavailable) {
      return Optional.of(new Verdict.Undecided(unavailable.outage()));
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
      return Optional.of(new Verdict.Undecided(internal(image.gun(), fault)));
    }
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
    return verifyAll(images, Deadline.after(settings.timeout()));
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
    return crew.verifyAll(images, image -> verify(image, deadline), deadline);
  }

  /**
   * Verifies a whole collection, exactly as {@link #verify} would, and shows what is in it.
   *
   * @param gun the collection
   * @return its roles, keys and images; or why it is refused, or why nobody could be asked
   * @throws IllegalStateException if this verifier is closed
   */
  public Inspection inspect(Gun gun) {
    return inspect(gun, Deadline.after(settings.timeout()));
  }

  /**
   * Verifies a whole collection, exactly as {@link #verify} would, and shows what is in it.
   *
   * @param gun the collection
   * @param deadline when to give up
   * @return its roles, keys and images; or why it is refused, or why nobody could be asked
   * @throws IllegalStateException if this verifier is closed
   */
  public Inspection inspect(Gun gun, Deadline deadline) {
    crew.requireOpen();
    try {
      Optional<PatternMap.Entry<TrustRule>> match = policy.ruleFor(gun);
      if (match.isPresent() && match.get().value() instanceof TrustRule.Verify rule) {
        Ruling ruling = collections.ruling(rule);
        TrustedCollection collection =
            collections.find(Inquiry.about(gun, deadline), match.get().pattern(), ruling).collection();
        new Resolution(collection, rule.roles()).requireUsable();
        return new Inspection.Sound(Report.of(collection));
      }
      return new Inspection.Refused(match.map(rule -> notAsked(gun, rule)).orElse(uncovered(gun)));
    } catch (Refused refused) {
      return new Inspection.Refused(refused.rejection());
    } catch (Unavailable unavailable) {
      return new Inspection.Undecided(unavailable.outage());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
      return new Inspection.Undecided(internal(gun, fault));
    }
  }

  private Optional<Verdict> judge(ImageReference image, PatternMap.Entry<TrustRule> match, Finding finding)
      throws Refused, Unavailable {
    String pattern = match.pattern().toString();
    if (match.value() instanceof TrustRule.Exempt exempt) {
      return Optional.of(new Verdict.Exempt(exempt.reason(), pattern));
    }
    if (match.value() instanceof TrustRule.Deny deny) {
      return Optional.of(
          new Verdict.Rejected(
              new Rejection.Denied(
                  SpecRule.POLICY_PERMITS, Optional.of(pattern),
                  "denied by the rule for " + pattern + ": " + deny.reason())));
    }
    Ruling ruling = collections.ruling((TrustRule.Verify) match.value());
    Optional<Checked> checked = finding.find(match.pattern(), ruling);
    return checked.isPresent()
        ? Optional.of(new Verdict.Trusted(ruling.image(image, checked.get())))
        : Optional.empty();
  }

  private static Rejection uncovered(Gun gun) {
    return new Rejection.Denied(SpecRule.POLICY_COVERS, Optional.empty(), "no rule of the policy covers " + gun);
  }

  private static Rejection notAsked(Gun gun, PatternMap.Entry<TrustRule> match) {
    return new Rejection.Denied(
        SpecRule.POLICY_COVERS, Optional.of(match.pattern().toString()),
        "the rule for " + match.pattern() + " does not have " + gun + " verified: " + match.value().summary());
  }

  // A bug of ours, or of a source or memory plugged in, must neither admit an image nor look like its publisher's
  // fault.
  private static Outage internal(Gun gun, Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, () -> "fault while verifying " + gun, fault);
    return new Outage(Outage.Kind.INTERNAL, "fault of the verifier: " + fault);
  }

  @Override
  public void close() {
    crew.close();
    watch.close();
    collections.close();
  }
}
