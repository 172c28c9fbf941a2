/**
 * Verifies images from a shell. Start at {@link dev.trustverifier.examples.cli.Trustverify}.
 *
 * <p><b>Why it is so.</b> A script reads exit codes, so each means one thing: 0 is only ever "proven", and a fault of
 * our own is 3, never 0 or 1. What is wrong with the command line itself is 2, found before anybody is asked, so one
 * wrong reference keeps all others from being verified. An answer is made whole before its first byte is written: a
 * reader gets all of it or an exit code that says otherwise.
 *
 * <p>What publishers and servers wrote is not trusted with a terminal: control characters become {@code U+FFFD} in
 * text, and escapes in JSON.
 */
package dev.trustverifier.examples.cli;
