/**
 * What you persist: a {@link dev.trustverifier.memory.TrustMemory} keeps, from one verification to the next, what must
 * not be taken back.
 *
 * <p><b>Why it is so.</b> Without a memory every start is a first use, and an old state looks as good as the new one. A
 * memory only keeps and compares; it decides nothing. It is written once per refresh, after success, by
 * compare-and-set, so a failed verification leaves no trace and of two writers none undoes the other's work. What was
 * seen by trust on first use is kept apart from what was proven by a pin: {@link dev.trustverifier.memory.MemoryKey}.
 */
package dev.trustverifier.memory;
