package dev.trustverifier.examples.source.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.server.SignedImages;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.notary.NotarySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A signed image in three lines. */
class SignedImageTest {
  // README begin
  @RegisterExtension static final SignedImages IMAGES = new SignedImages();

  @Test
  void trustsASignedImage() {
    Digest digest = IMAGES.sign("registry.example/shop/api:1.4");
    try (TrustVerifier verifier = TufTrustVerifier.builder()
        .source(NotarySource.at(IMAGES.server())).policy(IMAGES.policy()).memory(TrustMemory.forgetful()).build()) {
      ImageReference image = ImageReference.parse("registry.example/shop/api:1.4");
      assertEquals(digest, verifier.verify(image).orElseThrow().digest());
    }
  }
  // README end
}
