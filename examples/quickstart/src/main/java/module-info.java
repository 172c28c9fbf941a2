/** Verifies a bundle of real metadata: trusted, tampered with, rolled back. */
module dev.trustverifier.examples.quickstart {
  requires dev.trustverifier.tuf;
}
