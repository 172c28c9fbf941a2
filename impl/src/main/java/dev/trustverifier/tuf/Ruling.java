package dev.trustverifier.tuf;

import dev.trustverifier.ImageReference;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.chain.Mementos;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.Resolution;
import dev.trustverifier.tuf.chain.TrustedCollection;
import dev.trustverifier.tuf.chain.TrustedTarget;
import dev.trustverifier.tuf.flow.Checked;
import dev.trustverifier.tuf.flow.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule says of the images of one collection. Immutable.
 *
 * @param rule the rule
 * @param now the moment of the verification
 */
record Ruling(TrustRule.Verify rule, Reading now) {
  private static final Set<SpecRule> MOVED_ON = Set.of(SpecRule.DIGEST_MATCHES, SpecRule.DIGEST_LISTED);

  /** The image in a collection, be it with caveats. */
  TrustedImage image(ImageReference asked, Checked checked) throws Refused {
    TrustedImage image = now(asked, checked);
    return checked.caveat(rule.freshness(), now).map(image::with).orElse(image);
  }

  private TrustedImage now(ImageReference asked, Checked checked) throws Refused {
    try {
      TrustedTarget target = target(asked, checked.collection());
      if (remembers()) {
        target.memento(checked.instant()).ifPresent(checked::trusted);
      }
      return target.image(asked);
    } catch (Refused refused) {
      return former(asked, checked, refused);
    }
  }

  private TrustedImage former(ImageReference asked, Checked checked, Refused refused) throws Refused {
    if (!remembers() || !MOVED_ON.contains(refused.rejection().rule())) {
      throw refused;
    }
    List<OnceTrusted> once = new ArrayList<>(checked.unremembered());
    once.addAll(checked.onceTrusted());
    return new Mementos(rule, once).admit(asked, checked.collection(), now.instant()).orElseThrow(() -> refused);
  }

  private TrustedTarget target(ImageReference asked, TrustedCollection collection) throws Refused {
    return new Resolution(collection, rule.roles()).find(asked, rule.signers());
  }

  private boolean remembers() {
    return !rule.freshness().formerDigests().isZero();
  }

  /** What to remember with a refresh: what was trusted since the last one, and what is asked for now. */
  Mementos mementos(Optional<ImageReference> asked, Optional<Checked> known, TrustedCollection collection) {
    List<OnceTrusted> images = new ArrayList<>();
    if (remembers()) {
      asked.flatMap(image -> memento(image, collection)).ifPresent(images::add);
      known.ifPresent(checked -> checked.unremembered().stream()
          .filter(image -> images.stream().noneMatch(image::isOf)).forEach(images::add));
    }
    return new Mementos(rule, images);
  }

  private Optional<OnceTrusted> memento(ImageReference asked, TrustedCollection collection) {
    try {
      return target(asked, collection).memento(now.instant());
    } catch (Refused refused) {
      return Optional.empty();
    }
  }
}
