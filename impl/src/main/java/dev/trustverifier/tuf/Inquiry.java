package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import java.util.Optional;

/**
 * A question to the verifier.
 *
 * @param gun about which collection
 * @param image about which image in it; empty if about the whole
 * @param deadline when to give up
 */
record Inquiry(Gun gun, Optional<ImageReference> image, Deadline deadline) {

  static Inquiry about(ImageReference image, Deadline deadline) {
    return new Inquiry(image.gun(), Optional.of(image), deadline);
  }

  static Inquiry about(Gun gun, Deadline deadline) {
    return new Inquiry(gun, Optional.empty(), deadline);
  }
}
