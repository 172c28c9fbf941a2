package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Resolution;
import dev.trustverifier.tuf.chain.RootPins;
import dev.trustverifier.tuf.chain.RootTrust;
import dev.trustverifier.tuf.chain.TrustedCollection;
import dev.trustverifier.tuf.chain.TrustedTarget;
import dev.trustverifier.tuf.flow.ProvenCollections;
import dev.trustverifier.tuf.flow.Question;
import dev.trustverifier.tuf.flow.Refresh;
import dev.trustverifier.tuf.flow.Unavailable;
import dev.trustverifier.tuf.wire.NotaryV1;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies images by the TUF metadata of Notary v1, also known as Docker Content Trust.
 *
 * <p>A collection that was proven answers without a network for {@link TufTrustVerifierBuilder#recheckAfter a while},
 * and never past an expiry inside it. Safe for use by several threads; make one, keep it, and close it.
 */
public final class TufTrustVerifier implements TrustVerifier {
  private static final System.Logger LOG = System.getLogger(TufTrustVerifier.class.getName());

  private final TufTrustVerifierBuilder settings;
  private final PatternMap<MetadataSource> sources;
  private final TrustPolicy policy;
  private final Refresh refresh;
  private final ProvenCollections collections;
  private final Crew crew = new Crew();

  TufTrustVerifier(TufTrustVerifierBuilder settings) {
    this.settings = settings;
    this.sources = settings.sources();
    this.policy = settings.policy();
    this.refresh = new Refresh(new NotaryV1(), settings.memory());
    this.collections =
        new ProvenCollections(settings.cacheBytes(), settings.recheckAfter(), System::nanoTime);
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
    try {
      Optional<PatternMap.Entry<TrustRule>> match = policy.ruleFor(image.gun());
      if (match.isEmpty()) {
        return new Verdict.Rejected(uncovered(image.gun()));
      }
      return judge(image, match.get(), deadline);
    } catch (Refused refused) {
      return new Verdict.Rejected(refused.rejection());
    } catch (Unavailable unavailable) {
      return new Verdict.Undecided(unavailable.outage());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
      return new Verdict.Undecided(internal(image.gun(), fault));
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
        TrustedCollection collection = proven(gun, match.get(), rule, deadline);
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

  private Verdict judge(ImageReference image, PatternMap.Entry<TrustRule> match, Deadline deadline)
      throws Refused, Unavailable {
    String pattern = match.pattern().toString();
    if (match.value() instanceof TrustRule.Exempt exempt) {
      return new Verdict.Exempt(exempt.reason(), pattern);
    }
    if (match.value() instanceof TrustRule.Deny deny) {
      return new Verdict.Rejected(
          new Rejection.Denied(
              SpecRule.POLICY_PERMITS, Optional.of(pattern),
              "denied by the rule for " + pattern + ": " + deny.reason()));
    }
    TrustRule.Verify rule = (TrustRule.Verify) match.value();
    TrustedCollection collection = proven(image.gun(), match, rule, deadline);
    TrustedTarget target = new Resolution(collection, rule.roles()).find(image);
    if (rule.signers().isPresent()) {
      target = target.signedBy(rule.signers().get());
    }
    return new Verdict.Trusted(target.image(image));
  }

  private TrustedCollection proven(
      Gun image, PatternMap.Entry<TrustRule> match, TrustRule.Verify rule, Deadline deadline)
      throws Refused, Unavailable {
    Gun gun = original(image, match, rule);
    Instant now = settings.clock().instant();
    return collections.get(
        new ProvenCollections.Key(gun, match.pattern()), now, deadline,
        known -> {
          MetadataSource source = sources.find(gun).map(PatternMap.Entry::value).orElseThrow(() -> sourceless(gun));
          RootTrust trust = new RootTrust(gun, new RootPins(rule.pins()), now);
          return refresh.of(new Question(source, trust, settings.limits(), deadline), known);
        });
  }

  private static Gun original(Gun image, PatternMap.Entry<TrustRule> match, TrustRule.Verify rule) throws Refused {
    Optional<Gun> original =
        rule.mirrored().isEmpty() ? Optional.of(image) : rule.mirrored().get().originalOf(image);
    return original.orElseThrow(
        () -> new Refused(
            new Rejection.Denied(
                SpecRule.POLICY_COVERS, Optional.of(match.pattern().toString()),
                "the mirror of the rule for " + match.pattern() + " has no original for " + image)));
  }

  private static Unavailable sourceless(Gun gun) {
    return new Unavailable(new Outage(Outage.Kind.UNREACHABLE, "no source is configured for " + gun));
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
    sources.entries().stream().map(PatternMap.Entry::value).distinct().forEach(MetadataSource::close);
  }
}
