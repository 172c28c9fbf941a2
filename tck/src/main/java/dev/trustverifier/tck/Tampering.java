package dev.trustverifier.tck;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The catalogue of attacks, by what is tampered with. Among the attacks stand their honest twins: what looks like the
 * attack, and must be trusted.
 */
public enum Tampering {
  /** An old state is shown as if it were the current one. */
  ROLLBACK(RollbackAttacks::cases);

  private final Supplier<List<Case>> cases;

  Tampering(Supplier<List<Case>> cases) {
    this.cases = cases;
  }

  /**
   * The cases of this kind.
   *
   * @return in the order in which they are played
   */
  public List<Case> cases() {
    return cases.get();
  }

  /**
   * How reports name it.
   *
   * @return lower case with hyphens
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The whole catalogue.
   *
   * @return every case once
   */
  public static List<Case> catalogue() {
    return Stream.of(values()).flatMap(kind -> kind.cases().stream()).toList();
  }
}
