/**
 * What you use: {@link dev.trustverifier.TrustVerifier} takes an {@link dev.trustverifier.ImageReference} and returns a
 * {@link dev.trustverifier.Verdict}.
 *
 * <p><b>Why it is so.</b> A verdict is a value, not an exception and not a boolean: there is nothing to ignore by
 * accident, and {@link dev.trustverifier.Verdict#orElseThrow()} is the one short way to the image. A refusal says which
 * {@link dev.trustverifier.SpecRule} was broken, where, and on what evidence; an outage is never a refusal, and a
 * refusal never an outage. Exceptions are left for programming errors.
 */
package dev.trustverifier;
