package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Ingredients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A verifier for the TCK's own tests: plain, slow, independent of the one in the box, and right, unless its conduct is
 * not. Where a rule that it ignores leaves nothing to go on with, it admits the image as if nobody had to sign it.
 */
final class PlainVerifier implements TrustVerifier {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_TRIES = 8;
  private static final Set<SpecRule> SIGNS_OF_A_PUBLICATION =
      Set.of(SpecRule.HASH_MATCHES, SpecRule.LISTED_FILE_PRESENT, SpecRule.SNAPSHOT_LISTS_ROOT,
          SpecRule.THRESHOLD_MET, SpecRule.ROOT_VERSION_NEXT, SpecRule.FILE_BOUNDED);

  private final Conduct conduct;
  private final MetadataSource source;
  private final TrustPolicy policy;
  private final TrustMemory memory;
  private final InstantSource clock;
  private final Map<RoleName, PlainKeys> known = Collections.synchronizedMap(new HashMap<>());
  private final Set<OnceTrusted> everywhere = ConcurrentHashMap.newKeySet();
  private final Shelf shelf;
  private volatile boolean closed;

  PlainVerifier(Conduct conduct, Ingredients ingredients) {
    this.conduct = conduct;
    this.source = ingredients.source();
    this.policy = ingredients.policy();
    this.memory = ingredients.memory();
    this.clock = ingredients.clock();
    this.shelf = new Shelf(conduct);
  }

  @Override
  public Verdict verify(ImageReference image) {
    return verify(image, Deadline.after(TIMEOUT));
  }

  @Override
  public Verdict verify(ImageReference image, Deadline deadline) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    try {
      return judge(image, deadline);
    } catch (Refusal refusal) {
      Rejection rejection = refusal.rejection();
      return conduct.heeds(rejection.rule())
          ? new Verdict.Rejected(rejection)
          : new Verdict.Exempt("nobody checks " + rejection.rule().id(), image.gun().value());
    } catch (NobodyToAsk outage) {
      return new Verdict.Undecided(outage.outage());
    } catch (RuntimeException | StackOverflowError fault) {
      return new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "fault of the verifier: " + fault));
    }
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
    return verifyAll(images, Deadline.after(TIMEOUT));
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(image -> verdicts.computeIfAbsent(image, one -> verify(one, deadline)));
    if (closed) {
      throw new IllegalStateException("closed");
    }
    return Collections.unmodifiableMap(verdicts);
  }

  private Verdict judge(ImageReference image, Deadline deadline) {
    PatternMap.Entry<TrustRule> match = policy.ruleFor(image.gun()).orElseThrow(() ->
        denied(SpecRule.POLICY_COVERS, Optional.empty(), "no rule covers " + image.gun()));
    String pattern = match.pattern().toString();
    if (match.value() instanceof TrustRule.Exempt exempt && conduct.can(Capability.EXEMPTIONS)) {
      return new Verdict.Exempt(exempt.reason(), pattern);
    }
    if (match.value() instanceof TrustRule.Deny deny) {
      throw denied(SpecRule.POLICY_PERMITS, Optional.of(pattern), deny.reason());
    }
    if (!(match.value() instanceof TrustRule.Verify rule) || !new Demands(rule, image).areMetBy(conduct)) {
      throw denied(SpecRule.POLICY_PERMITS, Optional.of(pattern), "that is not supported");
    }
    Gun gun = rule.mirrored().isEmpty() ? image.gun() : rule.mirrored().get().originalOf(image.gun()).orElseThrow(() ->
        denied(SpecRule.POLICY_COVERS, Optional.of(pattern), "no original for " + image.gun()));
    Ask ask = new Ask(conduct, source, gun, new PlainPins(rule.pins()), clock.instant(), deadline);
    Shelf.Found found = shelf.find(gun + " by " + pattern, ask, rule.freshness(), () -> refreshed(ask));
    TrustedImage answer = answer(image, new FormerDigests(ask, rule, found.collection()));
    return new Verdict.Trusted(found.caveat().map(answer::with).orElse(answer));
  }

  private TrustedImage answer(ImageReference image, FormerDigests former) {
    try {
      TrustedImage trusted = new Lookup(former.collection(), former.rule()).find(image);
      if (former.isWanted()) {
        remember(former, trusted);
      }
      return trusted;
    } catch (Refusal refusal) {
      return former.inPlaceOf(refusal, image, onceTrusted(former.ask())).orElseThrow(() -> refusal);
    }
  }

  private void remember(FormerDigests former, TrustedImage trusted) {
    Optional<Remembered> before = recall(former.ask());
    List<OnceTrusted> images = former.with(trusted, before.map(Remembered::onceTrusted).orElse(List.of()));
    everywhere.addAll(images);
    before.ifPresent(known -> keep(former.ask(), before,
        new Remembered(known.root(), known.anchors(), known.floors(), images)));
  }

  private List<OnceTrusted> onceTrusted(Ask ask) {
    return conduct.has(Vice.MIXES_UP_COLLECTIONS)
        ? List.copyOf(everywhere)
        : recall(ask).map(Remembered::onceTrusted).orElse(List.of());
  }

  private static Refusal denied(SpecRule rule, Optional<String> pattern, String why) {
    return new Refusal(new Rejection.Denied(rule, pattern, why));
  }

  /** The collection as it is now, remembered. */
  private PlainCollection refreshed(Ask ask) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Ask fresh = ask.again();
      Optional<Remembered> recalled = recall(fresh);
      PlainCollection proven = prove(fresh, recalled);
      if (keep(fresh, recalled, proven.remembered(recalled))) {
        return proven;
      }
    }
    throw new NobodyToAsk(new Outage(Outage.Kind.MEMORY, "others kept writing"));
  }

  private PlainCollection prove(Ask ask, Optional<Remembered> recalled) {
    Consumer<Proven> onTimestamp = timestamp -> {
      if (conduct.has(Vice.KEEPS_A_REJECTED_TIMESTAMP) && recalled.isPresent()) {
        keep(ask, recalled, with(recalled.get(), timestamp.floor(ask.now())));
      }
    };
    try {
      return new Attempt(ask, recalled, onTimestamp, known).prove();
    } catch (Refusal refusal) {
      // Somebody may have published in between.
      if (!SIGNS_OF_A_PUBLICATION.contains(refusal.rejection().rule()) || ask.deadline().hasPassed()) {
        throw refusal;
      }
      return new Attempt(ask.again(), recalled, onTimestamp, known).proveByTheLastRoot();
    }
  }

  private static Remembered with(Remembered before, Floor timestamp) {
    Map<RoleName, Floor> floors = new HashMap<>(before.floors());
    floors.put(RoleName.TIMESTAMP, timestamp);
    return new Remembered(before.root(), before.anchors(), floors);
  }

  private Optional<Remembered> recall(Ask ask) {
    Recalled recalled = memory.recall(ask.memoryKey(), ask.deadline());
    if (recalled instanceof Recalled.Unreadable unreadable) {
      throw new NobodyToAsk(unreadable.outage());
    }
    return recalled instanceof Recalled.Known it ? Optional.of(it.remembered()) : Optional.empty();
  }

  private boolean keep(Ask ask, Optional<Remembered> recalled, Remembered next) {
    Kept kept = memory.replace(ask.memoryKey(), recalled, next, ask.deadline());
    if (kept instanceof Kept.Failed failed) {
      throw new NobodyToAsk(failed.outage());
    }
    return kept instanceof Kept.Done;
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }
}
