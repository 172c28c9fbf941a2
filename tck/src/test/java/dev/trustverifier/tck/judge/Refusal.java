package dev.trustverifier.tck.judge;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.Optional;

/** The end of a verification: a rule is broken. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  Refusal(Rejection rejection) {
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  static Refusal malformed(SpecRule rule, RoleName role, String what) {
    return new Refusal(new Rejection.Malformed(rule, Optional.of(role), role + ": " + what));
  }

  static Refusal tooLarge(SpecRule rule, RoleName role, long limit) {
    return new Refusal(
        new Rejection.TooLarge(rule, Optional.of(role), limit, role + ": more than " + limit + " " + rule.id()));
  }

  Rejection rejection() {
    return rejection;
  }
}
