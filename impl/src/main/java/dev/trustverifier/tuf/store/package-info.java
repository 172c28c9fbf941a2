/**
 * The memories that come in the box: {@link dev.trustverifier.tuf.store.FileTrustMemory} for one host, {@link
 * dev.trustverifier.tuf.store.JdbcTrustMemory} for a fleet, {@link dev.trustverifier.tuf.store.InProcessTrustMemory}
 * for as long as a process lives.
 *
 * <p><b>Why it is so.</b> Forgetting is the one thing a memory must not do by accident. So what cannot be read is an
 * outage, never a first use; and what was kept survives a crash at any moment.
 */
package dev.trustverifier.tuf.store;
