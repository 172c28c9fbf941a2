package dev.trustverifier.tck.server;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of a registry stands for.
 *
 * @param holder who got it; empty for everybody
 * @param readable names of repositories that it is good for, as they were asked for
 * @param expires from when on it is good for nothing
 */
record AcrPass(Optional<AcrAccount> holder, Set<String> readable, Instant expires) {
  AcrPass {
    readable = Set.copyOf(readable);
  }

  boolean isGoodAt(Instant now) {
    return now.isBefore(expires);
  }
}
