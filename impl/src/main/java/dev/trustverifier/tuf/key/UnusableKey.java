package dev.trustverifier.tuf.key;

import org.jspecify.annotations.Nullable;

/** That bytes hold no key that could verify anything. The message fits behind "it holds". */
final class UnusableKey extends Exception {
  private static final long serialVersionUID = 1;

  UnusableKey(String message) {
    this(message, null);
  }

  UnusableKey(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
