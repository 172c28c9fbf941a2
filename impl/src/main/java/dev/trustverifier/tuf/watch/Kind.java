package dev.trustverifier.tuf.watch;

/** What is watched. */
public enum Kind {
  /** A verdict on an image. */
  VERIFY,
  /** A collection brought up to date. */
  REFRESH,
  /** A file asked for. */
  FETCH,
  /** A question to the cache. */
  CACHE
}
