/** The README's first command: {@link dev.trustverifier.examples.quickstart.Quickstart}. */
package dev.trustverifier.examples.quickstart;
