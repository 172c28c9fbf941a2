package dev.trustverifier.tck.judge;

/** What may be wrong with a verifier though it has every check of the rule book. */
enum Vice {
  /** Counts signatures, not keys: a copied signature counts again. */
  COUNTS_SIGNATURES,
  /** Counts key ids, not keys: a key counts again in another guise. */
  COUNTS_KEY_IDS,
  /** Remembers a timestamp as soon as its signatures are good, whatever it leads to. */
  KEEPS_A_REJECTED_TIMESTAMP,
  /** Keeps a delegation's keys under its name alone, whoever delegates to it by now, and to whom. */
  KNOWS_DELEGATIONS_BY_NAME,
  /** Answers from a lesser role where the first one is broken. */
  FALLS_BACK_TO_TARGETS
}
