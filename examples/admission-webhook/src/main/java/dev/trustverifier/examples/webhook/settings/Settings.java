package dev.trustverifier.examples.webhook.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a gate treats a namespace. Immutable.
 *
 * @param mode what becomes of images that are not trusted
 * @param onUndecided what becomes of images of which nothing could be found out
 * @param demands what is switched on
 * @param breakGlass the annotation by which somebody gets past a refusal, on the record; empty if nobody does
 */
public record Settings(Mode mode, OnUndecided onUndecided, Set<Demand> demands, Optional<String> breakGlass) {
  /** Enforced, undecided is denied, and everything else off. */
  public static final Settings STRICT = new Settings(Mode.ENFORCE, OnUndecided.DENY, Set.of(), Optional.empty());

  /** Copies the set. */
  public Settings {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(onUndecided);
    Objects.requireNonNull(breakGlass);
    demands = Set.copyOf(demands);
  }

  /**
   * Whether something is switched on.
   *
   * @param demand what
   * @return true if it is
   */
  public boolean asks(Demand demand) {
    return demands.contains(demand);
  }
}
