package dev.trustverifier.tuf.wire;

import dev.trustverifier.SpecRule;

/** A text or a value that breaks a rule, before it is known whose file it is in. */
final class JsonFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final SpecRule rule;

  JsonFault(SpecRule rule, String message) {
    super(message, null, false, false);
    this.rule = rule;
  }

  SpecRule rule() {
    return rule;
  }
}
