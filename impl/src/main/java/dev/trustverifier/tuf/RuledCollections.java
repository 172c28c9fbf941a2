package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustListener;
import dev.trustverifier.TrustListener.Refreshed.Result;
import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.RootPins;
import dev.trustverifier.tuf.chain.RootTrust;
import dev.trustverifier.tuf.chain.TrustedCollection;
import dev.trustverifier.tuf.flow.Asking;
import dev.trustverifier.tuf.flow.Checked;
import dev.trustverifier.tuf.flow.ProvenCollections;
import dev.trustverifier.tuf.flow.Question;
import dev.trustverifier.tuf.flow.Reading;
import dev.trustverifier.tuf.flow.Refresh;
import dev.trustverifier.tuf.flow.Refreshed;
import dev.trustverifier.tuf.flow.Unavailable;
import dev.trustverifier.tuf.watch.Kind;
import dev.trustverifier.tuf.watch.Span;
import dev.trustverifier.tuf.watch.Watch;
import dev.trustverifier.tuf.watch.WatchedSource;
import dev.trustverifier.tuf.wire.NotaryV1;
import java.util.Optional;
import java.util.function.Consumer;

/** The collections that images are in: from which source, by whose pins, how fresh. Safe for use by several threads. */
final class RuledCollections {
  private final TufTrustVerifierBuilder settings;
  private final Crew crew;
  private final Watch watch;
  private final PatternMap<MetadataSource> sources;
  private final Refresh refresh;
  private final ProvenCollections proven;

  RuledCollections(TufTrustVerifierBuilder settings, Crew crew, Watch watch) {
    this.settings = settings;
    this.crew = crew;
    this.watch = watch;
    this.sources = settings.sources();
    this.refresh = new Refresh(new NotaryV1(), settings.memory());
    this.proven = new ProvenCollections(settings.cacheBytes(), this::later, watch);
  }

  /** A rule, to be applied now. */
  Ruling ruling(TrustRule.Verify rule) {
    return new Ruling(rule, reading());
  }

  private Reading reading() {
    return new Reading(settings.clock().instant(), System.nanoTime());
  }

  /** The collection that somebody asks about, as the rule of a pattern has it verified. */
  Checked find(Inquiry inquiry, ImagePattern pattern, Ruling ruling) throws Refused, Unavailable {
    return proven.get(asking(inquiry, pattern, ruling), refresher(inquiry, ruling));
  }

  /** The same, if nobody has to be waited for. */
  Optional<Checked> findAtHand(Inquiry inquiry, ImagePattern pattern, Ruling ruling) throws Refused {
    return proven.atHand(asking(inquiry, pattern, ruling), refresher(inquiry, ruling));
  }

  private static Asking asking(Inquiry inquiry, ImagePattern pattern, Ruling ruling) throws Refused {
    Gun gun = original(inquiry.gun(), pattern, ruling.rule());
    return new Asking(
        new Asking.Key(gun, pattern), ruling.rule().freshness(), ruling.now(), inquiry.deadline());
  }

  private ProvenCollections.Refresher refresher(Inquiry inquiry, Ruling ruling) {
    return (known, moment) -> watched(inquiry, moment, ruling.rule(), known);
  }

  private Refreshed watched(Inquiry inquiry, Asking asking, TrustRule.Verify rule, Optional<Checked> known)
      throws Refused, Unavailable {
    Gun gun = asking.key().gun();
    Span span = watch.begin(Kind.REFRESH);
    try {
      Refreshed refreshed = refreshed(inquiry, asking, rule, known);
      boolean same = known.filter(before -> before.collection() == refreshed.collection()).isPresent();
      Result result = same ? Result.UNCHANGED : Result.PROVEN;
      span.end(took -> new TrustListener.Refreshed(gun, result, Optional.empty(), took));
      return refreshed;
    } catch (Refused refused) {
      Optional<String> reason = Optional.of(refused.rejection().message());
      span.end(took -> new TrustListener.Refreshed(gun, Result.REFUSED, reason, took));
      throw refused;
    } catch (Unavailable unavailable) {
      Optional<String> reason = Optional.of(unavailable.outage().message());
      span.end(took -> new TrustListener.Refreshed(gun, Result.UNAVAILABLE, reason, took));
      throw unavailable;
    }
  }

  private Refreshed refreshed(Inquiry inquiry, Asking asking, TrustRule.Verify rule, Optional<Checked> known)
      throws Refused, Unavailable {
    Gun gun = asking.key().gun();
    MetadataSource source = sources.find(gun).map(PatternMap.Entry::value).orElseThrow(() -> sourceless(gun));
    RootTrust trust = new RootTrust(gun, new RootPins(rule.pins()), asking.now().instant());
    Ruling ruling = new Ruling(rule, asking.now());
    Optional<TrustedCollection> collection =
        known.filter(before -> before.holds(asking.now())).map(Checked::collection);
    return refresh.of(
        new Question(new WatchedSource(source, watch), trust, settings.limits(), asking.deadline(), crew::errand),
        collection,
        proof -> ruling.mementos(inquiry.image(), known, proof));
  }

  private void later(Asking asking, Consumer<Asking> work) {
    crew.errand(
        () -> work.accept(
            new Asking(asking.key(), asking.freshness(), reading(), Deadline.after(settings.timeout()))));
  }

  private static Gun original(Gun image, ImagePattern pattern, TrustRule.Verify rule) throws Refused {
    Optional<Gun> original =
        rule.mirrored().isEmpty() ? Optional.of(image) : rule.mirrored().get().originalOf(image);
    return original.orElseThrow(
        () -> new Refused(
            new Rejection.Denied(
                SpecRule.POLICY_COVERS, Optional.of(pattern.toString()),
                "the mirror of the rule for " + pattern + " has no original for " + image)));
  }

  private static Unavailable sourceless(Gun gun) {
    return new Unavailable(new Outage(Outage.Kind.UNREACHABLE, "no source is configured for " + gun));
  }

  /** Closes the sources. */
  void close() {
    sources.entries().stream().map(PatternMap.Entry::value).distinct().forEach(MetadataSource::close);
  }
}
