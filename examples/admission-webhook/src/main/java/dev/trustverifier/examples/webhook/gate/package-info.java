/**
 * Judges images by the policy in force: {@link dev.trustverifier.examples.webhook.gate.Gate}.
 *
 * <p><b>Why it is so.</b> A policy is replaced as a whole, sources and caches included, and a review ends under the one
 * it began under, so that no answer mixes two. Each source has its own threads, because what hangs must not hold up
 * what does not. The library's {@code verifyAll} has one crew for all sources, which a source that hangs could fill.
 * Dry runs have verifiers of their own, over a memory that keeps nothing.
 */
package dev.trustverifier.examples.webhook.gate;
