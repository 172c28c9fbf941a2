package dev.trustverifier.tuf.wire;

/** Bytes that were kept, and are not what was kept. The message is one line: where, and what is wrong. */
public final class CorruptMemory extends Exception {
  private static final long serialVersionUID = 1L;

  CorruptMemory(String message) {
    super(message, null, false, false);
  }
}
