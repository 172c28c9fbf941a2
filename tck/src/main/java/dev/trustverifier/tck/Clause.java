package dev.trustverifier.tck;

import dev.trustverifier.SpecRule;

/** Where a rule can be read up. */
final class Clause {
  private static final String TUF = "tuf#";
  private static final String SPECIFICATION = "https://theupdateframework.github.io/specification/v1.0.34/#";

  private Clause() {}

  static String of(SpecRule rule) {
    String clause = rule.clause();
    return clause.startsWith(TUF) ? SPECIFICATION + clause.substring(TUF.length()) : clause;
  }
}
