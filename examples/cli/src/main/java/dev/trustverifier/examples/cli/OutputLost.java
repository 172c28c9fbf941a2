package dev.trustverifier.examples.cli;

import java.io.IOException;

/** The answer could not be written. */
final class OutputLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputLost(IOException cause) {
    super("the answer could not be written: " + cause.getMessage(), cause);
  }
}
