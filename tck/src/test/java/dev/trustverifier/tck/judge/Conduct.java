package dev.trustverifier.tck.judge;

import dev.trustverifier.SpecRule;
import dev.trustverifier.tck.Bounds;
import dev.trustverifier.tck.Capability;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a verifier goes about it.
 *
 * @param ignored the rules it does not check
 * @param vices what else it does wrong
 * @param lacks what it does without
 * @param bounds the most that it takes
 * @param signatures what it knows of signatures
 */
record Conduct(
    Set<SpecRule> ignored, Set<Vice> vices, Set<Capability> lacks, Bounds bounds, SignatureBook signatures) {
  /** Small, so that little has to be made to exceed them. */
  static final Bounds BOUNDS =
      new Bounds(1 << 16, 1 << 21, 4, 4, 256, 128, Optional.of(Duration.ofDays(36_500)));

  private static Conduct of(Set<SpecRule> ignored, Set<Vice> vices, Set<Capability> lacks) {
    return new Conduct(ignored, vices, lacks, BOUNDS, new SignatureBook());
  }

  static Conduct right() {
    return of(Set.of(), Set.of(), Set.of());
  }

  static Conduct ignoring(SpecRule rule) {
    return of(Set.of(rule), Set.of(), Set.of());
  }

  static Conduct with(Vice vice) {
    return of(Set.of(), Set.of(vice), Set.of());
  }

  static Conduct without(Set<Capability> capabilities) {
    return of(Set.of(), Set.of(), capabilities);
  }

  Conduct knowing(SignatureBook book) {
    return new Conduct(ignored, vices, lacks, bounds, book);
  }

  boolean heeds(SpecRule rule) {
    return !ignored.contains(rule);
  }

  boolean can(Capability capability) {
    return !lacks.contains(capability);
  }

  boolean has(Vice vice) {
    return vices.contains(vice);
  }
}
