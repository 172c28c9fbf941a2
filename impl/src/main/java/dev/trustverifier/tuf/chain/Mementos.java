package dev.trustverifier.tuf.chain;

import dev.trustverifier.Caveat;
import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.policy.TrustRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images that were trusted once, for rules that admit them for a while after their tags have moved on: which to
 * remember, and which to admit. Immutable.
 *
 * @param rule the rule
 * @param images what was trusted
 */
public record Mementos(TrustRule.Verify rule, Collection<OnceTrusted> images) {
  public Mementos {
    images = List.copyOf(images);
  }

  /** What to remember after a refresh. Rules without the option leave alone what others have remembered. */
  List<OnceTrusted> after(TrustedCollection collection, List<OnceTrusted> known, Instant now) {
    if (rule.freshness().formerDigests().isZero()) {
      return known;
    }
    Resolution resolution = new Resolution(collection, rule.roles());
    List<OnceTrusted> all = new ArrayList<>(images);
    known.stream().filter(image -> images.stream().noneMatch(image::isOf)).forEach(all::add);
    return all.stream()
        .map(image -> isListed(image, resolution) ? image.listedAt(now) : image)
        .sorted(Comparator.comparing(OnceTrusted::lastListed).reversed())
        .limit(OnceTrusted.MOST)
        .toList();
  }

  /** The image that was asked for, if it was trusted before its tag moved on, and that is not too long ago. */
  public Optional<TrustedImage> admit(ImageReference asked, TrustedCollection collection, Instant now) {
    if (asked.digest().isEmpty() || rule.freshness().formerDigests().isZero()) {
      return Optional.empty();
    }
    Digest digest = asked.digest().get();
    return images.stream()
        .filter(image -> image.digest().equals(digest) && asked.tag().map(image.tag()::equals).orElse(true))
        .filter(image -> !now.isAfter(until(image)) && isStillVouchedFor(image, collection))
        .max(Comparator.comparing(OnceTrusted::lastListed))
        .flatMap(image -> admitted(asked, image, collection));
  }

  private static boolean isListed(OnceTrusted image, Resolution resolution) {
    return resolution.current(image.tag()).filter(target -> target.digest().equals(image.digest())).isPresent();
  }

  private Instant until(OnceTrusted image) {
    return image.lastListed().plus(rule.freshness().formerDigests());
  }

  // Who lost his keys vouches for nothing any more: a digest that a thief signed is not kept alive by this.
  private boolean isStillVouchedFor(OnceTrusted image, TrustedCollection collection) {
    Map<RoleName, TargetsRole> still = new LinkedHashMap<>();
    image.signers().forEach(
        (signer, keys) -> collection.role(signer)
            .filter(role -> role.mayList(image.tag()) && role.proven().keys().areMetBy(keys))
            .ifPresent(role -> still.put(signer, role)));
    return rule.roles().contains(image.role())
        && still.containsKey(image.role())
        && rule.signers().map(required -> isMet(required, image, still)).orElse(true);
  }

  private static boolean isMet(SignerRequirement required, OnceTrusted image, Map<RoleName, TargetsRole> still) {
    List<Set<String>> keys =
        required.roles().stream()
            .filter(still::containsKey)
            .map(role -> still.get(role).proven().keys().identities(image.signers().get(role)))
            .toList();
    return SignerMatching.size(keys) >= required.threshold();
  }

  // A tag that is gone was withdrawn, and did not move on.
  private Optional<TrustedImage> admitted(ImageReference asked, OnceTrusted image, TrustedCollection collection) {
    Set<RoleName> signers = new LinkedHashSet<>(Set.of(image.role()));
    signers.addAll(image.signers().keySet());
    Set<KeyId> keyIds = image.signers().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    return new Resolution(collection, rule.roles()).current(image.tag()).map(
        target -> new TrustedImage(
            asked, image.digest(), image.length(), image.role(), signers, keyIds,
            collection.chainTo(image.role(), Set.of()), Optional.empty(),
            List.of(new Caveat.FormerDigest(target.digest(), image.lastListed(), until(image)))));
  }
}
