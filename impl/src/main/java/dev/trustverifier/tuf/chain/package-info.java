/**
 * Decides. The chain of evidence from a pinned root to a signed image, as types of which each can only be had from the
 * one before.
 *
 * <p><b>Why it is so.</b> The order of the checks is the security of TUF. Here it is the order of the types:
 *
 * <pre>
 * PinnedRoot ─► TrustedRoot ⟲ rotated ─► FinalRoot ─► TrustedTimestamp ─► FreshTimestamp ─► TrustedSnapshot
 *     ─► FreshSnapshot ─► TrustedTargets ─► DelegationWalk ─► TrustedCollection ─► TrustedTarget
 * </pre>
 *
 * A past participle has been proven, an adjective is proven to hold now, and what is {@code Unverified} says so.
 * Nothing in here reads a file, a network, a clock, JSON or a cryptographic library; the instant of a verification is
 * handed in once. Signatures are counted in one place, {@link dev.trustverifier.tuf.chain.Quorum}.
 */
package dev.trustverifier.tuf.chain;
