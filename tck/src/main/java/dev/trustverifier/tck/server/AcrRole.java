package dev.trustverifier.tck.server;

/** What somebody may do at an Azure Container Registry, as far as trust data goes. */
public enum AcrRole {
  /** AcrPush and AcrImageSigner: reads and publishes. */
  SIGNER,
  /** AcrPull: reads. */
  PULLER,
  /** The admin user: reads, also trust data, and cannot publish that. */
  ADMIN,
  /** A token of a scope map: reads images, and no trust data whatever. */
  SCOPE_MAP_TOKEN,
  /** Known to Entra, and without a role at the registry. */
  STRANGER;

  boolean isKnownToEntra() {
    return this == SIGNER || this == PULLER || this == STRANGER;
  }

  /** Whether a name and password are taken by the registry itself, without a token. */
  boolean mayShowPassword() {
    return this == SIGNER || this == PULLER || this == ADMIN;
  }

  boolean mayReadTrust() {
    return this == SIGNER || this == PULLER || this == ADMIN;
  }
}
