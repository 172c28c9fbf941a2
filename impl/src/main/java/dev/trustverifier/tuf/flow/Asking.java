package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.ImagePattern;

/**
 * Who asks for a collection, and when.
 *
 * @param key which collection
 * @param freshness how old it may be
 * @param now the one moment that everything is compared with
 * @param deadline when to give up
 */
public record Asking(Key key, Freshness freshness, Reading now, Deadline deadline) {

  /**
   * What is kept apart.
   *
   * @param gun the collection
   * @param rule which rule's pins it was proven by; two rules that share a collection do not share their trust in it
   */
  public record Key(Gun gun, ImagePattern rule) {}
}
