package dev.trustverifier.tck.judge;

import dev.trustverifier.Caveat;
import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was trusted once, for rules that admit it for a while after its tag has moved on. */
record FormerDigests(Ask ask, TrustRule.Verify rule, PlainCollection collection) {
  private static final Set<SpecRule> MOVED_ON = Set.of(SpecRule.DIGEST_MATCHES, SpecRule.DIGEST_LISTED);

  private boolean has(Vice vice) {
    return ask.conduct().has(vice);
  }

  boolean isWanted() {
    return !time().isZero();
  }

  private Duration time() {
    if (!ask.conduct().can(Capability.FORMER_DIGESTS)) {
      return Duration.ZERO;
    }
    boolean unasked = rule.freshness().formerDigests().isZero() && has(Vice.ADMITS_FORMER_DIGESTS_UNASKED);
    return unasked ? Duration.ofDays(7) : rule.freshness().formerDigests();
  }

  /** What to remember when an image was trusted. */
  List<OnceTrusted> with(TrustedImage trusted, List<OnceTrusted> known) {
    Optional<OnceTrusted> image = trusted.reference().tag().map(tag -> memento(tag, trusted));
    List<OnceTrusted> all = new ArrayList<>(image.stream().toList());
    known.stream().filter(one -> image.filter(one::isOf).isEmpty()).forEach(one ->
        all.add(current(one.tag()).filter(one.digest()::equals).isPresent() ? one.listedAt(ask.now()) : one));
    return all;
  }

  private OnceTrusted memento(String tag, TrustedImage trusted) {
    Map<RoleName, Set<KeyId>> signers =
        trusted.signers().stream().collect(Collectors.toMap(role -> role, role -> collection.proven(role).signers()));
    return new OnceTrusted(
        tag, trusted.digest(), trusted.length(), trusted.role(), new TreeMap<>(signers), ask.now());
  }

  /** What a tag is signed for now, whoever the rule asks for. */
  private Optional<Digest> current(String tag) {
    TrustRule.Verify anybody =
        new TrustRule.Verify(rule.pins(), rule.roles(), Optional.empty(), rule.mirrored(), rule.freshness());
    try {
      return Optional.of(
          new Lookup(collection, anybody).find(ImageReference.parse(ask.gun() + ":" + tag)).digest());
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /** What was trusted before, in place of a refusal. */
  Optional<TrustedImage> inPlaceOf(Refusal refusal, ImageReference asked, List<OnceTrusted> known) {
    boolean any = has(Vice.ADMITS_FORMER_DIGESTS_BY_ANY_TAG);
    if (!isWanted() || asked.digest().isEmpty() || !any && !MOVED_ON.contains(refusal.rejection().rule())) {
      return Optional.empty();
    }
    Digest digest = asked.digest().get();
    return Stream.concat(known.stream(), has(Vice.ADMITS_ANY_DIGEST) ? invented(asked, digest) : Stream.empty())
        .filter(one -> one.digest().equals(digest))
        .filter(one -> any || asked.tag().map(one.tag()::equals).orElse(true))
        .filter(one -> !ask.now().isAfter(until(one)) || has(Vice.ADMITS_FORMER_DIGESTS_FOR_EVER))
        .filter(one -> isVouchedFor(one) || has(Vice.ADMITS_FORMER_DIGESTS_OF_THIEVES)
            || has(Vice.MIXES_UP_COLLECTIONS))
        .flatMap(one -> current(one.tag()).or(() -> Optional.of(digest).filter(gone -> any)).stream()
            .map(now -> image(asked, one, now)))
        .findFirst();
  }

  private Stream<OnceTrusted> invented(ImageReference asked, Digest digest) {
    return Stream.of(new OnceTrusted(asked.tag().orElse("v1"), digest, 1, RoleName.TARGETS,
        new TreeMap<>(Map.of(RoleName.TARGETS, collection.proven(RoleName.TARGETS).signers())), ask.now()));
  }

  private Instant until(OnceTrusted image) {
    return image.lastListed().plus(time());
  }

  private boolean isVouchedFor(OnceTrusted image) {
    long signers = image.signers().keySet().stream()
        .filter(role -> rule.signers().filter(required -> required.roles().contains(role)).isPresent())
        .filter(role -> stillHasKeys(image, role))
        .count();
    return stillHasKeys(image, image.role()) && signers >= rule.signers().map(need -> need.threshold()).orElse(0);
  }

  private boolean stillHasKeys(OnceTrusted image, RoleName role) {
    return collection.role(role).isPresent() && collection.proven(role).keys().areMetBy(image.signers().get(role));
  }

  private TrustedImage image(ImageReference asked, OnceTrusted image, Digest current) {
    Set<KeyId> keys = image.signers().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    return new TrustedImage(
        asked, image.digest(), image.length(), image.role(), image.signers().keySet(), keys,
        collection.chain(image.role(), Set.of()), Optional.empty(),
        List.of(new Caveat.FormerDigest(current, image.lastListed(), until(image))));
  }
}
