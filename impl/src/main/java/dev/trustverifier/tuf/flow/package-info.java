/**
 * Asks. Fetches what the chain needs next, follows root rotations, reads and writes the memory, and keeps proven
 * collections; the only home of Caffeine and the only loop that touches the outside.
 *
 * <p><b>Why it is so.</b> One refresh reads the memory once and writes it once, after success, so a failed verification
 * leaves no trace. Files that disagree may mean that somebody published in between: a refresh then starts anew, once.
 * So it does where a version steps back, for a source may have replicas, of which one lags. A root is asked for only
 * when something shows that the known one is not the last.
 */
package dev.trustverifier.tuf.flow;
