package dev.trustverifier.tck.server;

/** What an Azure Container Registry lets everybody read. */
public enum AnonymousPull {
  /** Nothing: nobody gets no token. */
  OFF,
  /** Images only. */
  IMAGES,
  /** Images and trust data. */
  IMAGES_AND_TRUST
}
