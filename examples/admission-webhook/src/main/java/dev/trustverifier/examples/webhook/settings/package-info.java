/**
 * What the file of a gate says: {@link dev.trustverifier.examples.webhook.settings.GateFile}.
 *
 * <p><b>Why it is so.</b> Whom to trust is the library's own policy, read by the library alone; the section {@code
 * webhook} only says what becomes of verdicts. A member that is misspelt is a fault with its line, never a default.
 */
package dev.trustverifier.examples.webhook.settings;
