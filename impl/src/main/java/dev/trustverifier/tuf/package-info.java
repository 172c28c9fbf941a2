/**
 * The gate: {@link dev.trustverifier.tuf.TufTrustVerifier} and its builder.
 *
 * <p><b>Why it is so.</b> The builder has no default for where metadata comes from, whom to trust and what to remember:
 * these are decisions, and each dangerous one has a name that one must type and can search for. Everything else has a
 * default that is safe. Behind the gate, {@code chain} decides, {@code wire} reads, {@code key} checks bytes, {@code
 * flow} asks and {@code registry} talks.
 */
package dev.trustverifier.tuf;
