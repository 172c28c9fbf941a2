/** Meters for what a verifier does: see {@link dev.trustverifier.examples.micrometer.TrustMeters}. */
package dev.trustverifier.examples.micrometer;
