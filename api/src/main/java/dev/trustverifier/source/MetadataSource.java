package dev.trustverifier.source;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;

/**
 * Where TUF metadata comes from: a server, a registry, a folder.
 *
 * <p>Implementations are safe for use by several threads, keep no more than {@code limit} bytes of an answer in memory,
 * return by the deadline, and throw nothing: what goes wrong is a {@link Fetched.Failed}. An interrupt is a {@link
 * Fetched.Failed} of kind {@code INTERRUPTED} and leaves the thread's interrupt status set. They interpret nothing.
 */
public interface MetadataSource extends AutoCloseable {

  /**
   * Fetches one file.
   *
   * @param gun the collection
   * @param name which of its files
   * @param limit the most bytes that may be read, 0 or more
   * @param deadline when to give up
   * @return the whole file, its absence, its excess, or an outage
   */
  Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline);

  /**
   * Where this source looks for a collection, for messages.
   *
   * @param gun the collection
   * @return a URL or a path, without credentials
   */
  String describe(Gun gun);

  /** Frees what this source holds. Safe to call twice; throws nothing. */
  @Override
  default void close() {}
}
