/**
 * What you persist: a {@link dev.trustverifier.memory.TrustMemory} keeps, from one verification to the next, what must
 * not be taken back.
 *
 * <p><b>Why it is so.</b> Without a memory every start is a first use, and an old state looks as good as the new one. A
 * memory only keeps and compares; it decides nothing. It is written once per refresh, after success, by
 * compare-and-set, so a failed verification leaves no trace and of two writers none undoes the other's work. What was
 * seen by trust on first use is kept apart from what was proven by a pin: {@link dev.trustverifier.memory.MemoryKey}.
 *
 * <p>A floor is a version under the keys that signed it. While those keys would still be enough for the role, the floor
 * stays, so adding a key takes nothing back; once the publisher has taken them away, versions may start anew, so a
 * version driven up by a thief harms nobody for longer than that.
 */
package dev.trustverifier.memory;
