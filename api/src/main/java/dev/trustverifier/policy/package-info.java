/**
 * Whom you trust: a {@link dev.trustverifier.policy.TrustPolicy} gives each repository the
 * {@link dev.trustverifier.policy.TrustRule} of the most specific pattern that matches it.
 *
 * <p><b>Why it is so.</b> No rule, no trust: there is no default to forget. Patterns are matched segment by segment
 * against a repository's full name, the host always first, so that nothing in a path can pose as a registry. Of two
 * patterns that match, which one rules must never depend on the order in which they were written: equals that overlap
 * are refused when the policy is built. Every way to trust less is a word that one has to type and can search for:
 * {@link dev.trustverifier.policy.TrustPin#trustOnFirstUse()}, {@link dev.trustverifier.policy.TrustRule#exempt}.
 */
package dev.trustverifier.policy;
