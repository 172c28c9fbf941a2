package dev.trustverifier.tck;

/** What came of a case. */
enum Outcome {
  /** Answered as it must be. */
  PASSED("passed"),
  /** Refused, since a capability that it takes is not declared. */
  REFUSES("refuses"),
  /** Answered otherwise, as was declared. */
  DEVIATES("deviates"),
  /** Answered otherwise. */
  FAILED("failed");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
