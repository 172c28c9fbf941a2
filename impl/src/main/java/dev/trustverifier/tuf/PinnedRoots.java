package dev.trustverifier.tuf;

import dev.trustverifier.RoleName;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.wire.NotaryV1;

/**
 * Looks at pinned roots when a verifier is built, so that a wrong file is a fault of the set-up and not of an image.
 */
final class PinnedRoots {
  private PinnedRoots() {}

  static void requireReadable(TrustPolicy policy) {
    for (PatternMap.Entry<TrustRule> entry : policy.rules()) {
      if (entry.value() instanceof TrustRule.Verify rule) {
        for (TrustPin pin : rule.pins()) {
          if (pin instanceof TrustPin.Root root) {
            requireReadable(entry.pattern().toString(), root);
          }
        }
      }
    }
  }

  private static void requireReadable(String pattern, TrustPin.Root root) {
    try {
      new NotaryV1().root(MetadataFile.unlisted(RoleName.ROOT, root.json()));
    } catch (Refused refused) {
      throw new IllegalArgumentException(
          "what is pinned as the root of " + pattern + " is no TUF root: " + refused.rejection().message(), refused);
    }
  }
}
