package dev.trustverifier.tck.server;

/** What becomes of a new connection, before anything is asked on it. */
public enum Reception {
  /** It is served. */
  NORMAL,
  /** Nothing is said, not even by TLS, until the client gives up. */
  SILENT,
  /** It is closed. */
  CLOSED,
  /** It gets a line that is neither TLS nor HTTP, and is closed. */
  GARBLED
}
