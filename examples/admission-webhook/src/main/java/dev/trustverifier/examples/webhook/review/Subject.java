package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.json.PlainLine;

/**
 * What a review is about. Immutable; every text is one line and short.
 *
 * @param hook which webhook was called: image-review, validate, mutate or external-data
 * @param uid the review's own id; empty where the protocol has none
 * @param namespace where the images are to run; empty if that is not said
 * @param kind the object's kind
 * @param name the object's name; empty if the API server is to make one
 * @param operation CREATE, UPDATE, DELETE or CONNECT
 * @param dryRun whether nothing will come of it
 */
public record Subject(
    String hook, String uid, String namespace, String kind, String name, String operation, boolean dryRun) {
  private static final int LONGEST = 253;

  /** Makes every text one line. */
  public Subject {
    uid = PlainLine.of(uid, LONGEST);
    namespace = PlainLine.of(namespace, LONGEST);
    kind = PlainLine.of(kind, LONGEST);
    name = PlainLine.of(name, LONGEST);
    operation = PlainLine.of(operation, LONGEST);
  }
}
