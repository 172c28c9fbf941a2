package dev.trustverifier.examples.quickstart;

import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.notary.NotarySource;
import dev.trustverifier.tuf.store.FileTrustMemory;
import java.net.URI;
import java.nio.file.Path;

/** The README's lines of code, compiled; a test compares the two. */
final class Readme {
  private Readme() {}

  static String pinned(URI notary, String caPem, Path folder, String image) {
    // README begin
    TrustPolicy policy = TrustPolicy.builder()
        .rule("registry.example/shop/*", TrustRule.pinned(TrustPin.certificateAuthority(caPem)))
        .build();                                       // no rule, no trust

    try (TrustVerifier verifier = TufTrustVerifier.builder()
        .source(NotarySource.at(notary))                // or BundleSource.at(folder)
        .policy(policy)
        .memory(FileTrustMemory.at(folder))             // what was seen once cannot be taken back
        .build()) {
      TrustedImage trusted = verifier.verify(ImageReference.parse(image)).orElseThrow();
      return trusted.pinnedReference();                 // registry.example/shop/api:1.4@sha256:…
    }
    // README end
  }
}
