package dev.trustverifier.tck.judge;

import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What was rightly trusted, told otherwise. */
final class Retold {
  private Retold() {}

  static UnaryOperator<Verdict> as(UnaryOperator<TrustedImage> other) {
    return verdict -> verdict instanceof Verdict.Trusted trusted
        ? new Verdict.Trusted(other.apply(trusted.image()))
        : verdict;
  }

  static TrustedImage ofAnother(TrustedImage image) {
    ImageReference other = ImageReference.parse(image.reference().gun() + ":v9");
    return new TrustedImage(other, image.digest(), image.length(), image.role(), image.signers(), image.keyIds(),
        image.chain(), image.custom(), image.caveats());
  }

  static TrustedImage longer(TrustedImage image) {
    return new TrustedImage(image.reference(), image.digest(), image.length() + 1, image.role(), image.signers(),
        image.keyIds(), image.chain(), image.custom(), image.caveats());
  }

  static TrustedImage byReleases(TrustedImage image) {
    return new TrustedImage(image.reference(), image.digest(), image.length(), RoleName.RELEASES, image.signers(),
        image.keyIds(), image.chain(), image.custom(), image.caveats());
  }

  static TrustedImage byTheRootAlone(TrustedImage image) {
    return new TrustedImage(image.reference(), image.digest(), image.length(), image.role(), image.signers(),
        image.keyIds(), image.chain().subList(0, 1), image.custom(), image.caveats());
  }

  static TrustedImage ofALaterVersion(TrustedImage image) {
    return along(image, link -> new TrustedImage.Link(link.role(), link.version() + 1, link.expires()));
  }

  static TrustedImage lasting(TrustedImage image) {
    return along(image, link -> new TrustedImage.Link(link.role(), link.version(), link.expires().plusSeconds(1)));
  }

  private static TrustedImage along(TrustedImage image, UnaryOperator<TrustedImage.Link> other) {
    return new TrustedImage(image.reference(), image.digest(), image.length(), image.role(), image.signers(),
        image.keyIds(), image.chain().stream().map(other).toList(), image.custom(), image.caveats());
  }

  static TrustedImage byAnotherKey(TrustedImage image) {
    return new TrustedImage(image.reference(), image.digest(), image.length(), image.role(), image.signers(),
        Set.of(new KeyId("0".repeat(64))), image.chain(), image.custom(), image.caveats());
  }

  static TrustedImage withoutCaveats(TrustedImage image) {
    return new TrustedImage(image.reference(), image.digest(), image.length(), image.role(), image.signers(),
        image.keyIds(), image.chain(), image.custom(), List.of());
  }
}
