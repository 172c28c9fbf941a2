/**
 * Judges images by the policy in force: {@link dev.trustverifier.examples.webhook.gate.Gate}.
 *
 * <p><b>Why it is so.</b> A policy is replaced as a whole, sources and caches included, and a review ends under the one
 * it began under, so that no answer mixes two. Each source has its own threads, because what hangs must not hold up
 * what does not: images that are proven are answered without waiting for anybody, and everything else waits in its
 * source's own lane. Dry runs have verifiers of their own, over a memory that keeps nothing.
 */
package dev.trustverifier.examples.webhook.gate;
