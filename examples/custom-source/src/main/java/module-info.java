/** A source of metadata that TrustVerifier does not bring along: a zip archive. */
module dev.trustverifier.examples.source {
  requires transitive dev.trustverifier;

  exports dev.trustverifier.examples.source;
}
