/**
 * The memories that come in the box.
 *
 * <p><b>Why it is so.</b> Forgetting is the one thing a memory must not do by accident. So what cannot be read is an
 * outage, never a first use; and what was kept survives a crash at any moment.
 */
package dev.trustverifier.tuf.store;
