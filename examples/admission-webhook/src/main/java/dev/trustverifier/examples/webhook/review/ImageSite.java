package dev.trustverifier.examples.webhook.review;

import java.util.Objects;

/**
 * A place in an object that names an image. Immutable.
 *
 * @param pointer where, as a JSON Pointer
 * @param label the container's name, or {@code volume/} and the volume's; for people
 * @param image what is written there
 */
record ImageSite(String pointer, String label, String image) {
  ImageSite {
    Objects.requireNonNull(pointer);
    Objects.requireNonNull(label);
    Objects.requireNonNull(image);
  }
}
