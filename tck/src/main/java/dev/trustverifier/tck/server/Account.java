package dev.trustverifier.tck.server;

import java.util.function.Predicate;

/**
 * Somebody whom a token service knows.
 *
 * @param password what proves it
 * @param readable names of repositories that the account may pull
 */
record Account(String password, Predicate<String> readable) {

  /** Without the password. */
  @Override
  public String toString() {
    return "account";
  }
}
