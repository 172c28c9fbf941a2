/**
 * A policy as a file: {@link dev.trustverifier.tuf.config.PolicyFile} reads whom to trust and where to ask.
 *
 * <p><b>Why it is so.</b> Whoever reviews a policy must be able to believe what it seems to say. So nothing in the file
 * is skipped, guessed or completed: a member that is misspelt or given twice is a fault and not a rule without signers,
 * two patterns that could both rule an image are a fault and not a matter of order, and a file that is named has to be
 * there when the policy is read, not when the first image comes. Each fault is one line with its place. Secrets never
 * stand in the file, only where they are to be found.
 */
package dev.trustverifier.tuf.config;
