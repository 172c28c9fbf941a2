package dev.trustverifier.tck.server;

/** Whether an Azure Container Registry has trust data, and what it says if it has not. */
public enum ContentTrust {
  /** It has. */
  ENABLED,
  /** It is switched off: what was asked for is not there (404), and publishing is no method (405). */
  DISABLED_404,
  /** It is switched off: neither reading nor publishing is a method (405). */
  DISABLED_405
}
