/** Meters of Micrometer for what a verifier does. */
module dev.trustverifier.examples.micrometer {
  requires transitive dev.trustverifier;
  requires transitive micrometer.core;

  exports dev.trustverifier.examples.micrometer;
}
