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
  FALLS_BACK_TO_TARGETS,
  /** Answers without asking for as long as nothing has expired. */
  NEVER_RECHECKS,
  /** Answers without asking, and rides out outages, whatever has expired. */
  OUTLIVES_EXPIRIES,
  /** Rides out outages that nobody told it to, and for any time. */
  RIDES_OUT_ANY_OUTAGE,
  /** Takes a refusal for an outage to be ridden out. */
  RIDES_OUT_REFUSALS,
  /** Admits whatever digest is asked for, where former digests are admitted. */
  ADMITS_ANY_DIGEST,
  /** Admits former digests by all rules. */
  ADMITS_FORMER_DIGESTS_UNASKED,
  /** Admits former digests for ever. */
  ADMITS_FORMER_DIGESTS_FOR_EVER,
  /** Admits former digests by any tag, and by none that is left. */
  ADMITS_FORMER_DIGESTS_BY_ANY_TAG,
  /** Admits former digests, whoever has lost his keys since. */
  ADMITS_FORMER_DIGESTS_OF_THIEVES,
  /** Admits digests that were trusted in another collection. */
  MIXES_UP_COLLECTIONS
}
