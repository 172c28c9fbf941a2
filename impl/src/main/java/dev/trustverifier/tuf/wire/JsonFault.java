package dev.trustverifier.tuf.wire;

import dev.trustverifier.SpecRule;

/** A text or a value that breaks a rule, before it is known whose file it is in. */
final class JsonFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final SpecRule rule;
  private final String what;
  private final transient Place place;

  /** A fault of a text as a whole. */
  JsonFault(SpecRule rule, String what) {
    super(what, null, false, false);
    this.rule = rule;
    this.what = what;
    this.place = new Place(MemberPath.WHOLE, 1, 1);
  }

  JsonFault(SpecRule rule, String what, Place place) {
    super(what + " at " + place, null, false, false);
    this.rule = rule;
    this.what = what;
    this.place = place;
  }

  SpecRule rule() {
    return rule;
  }

  /** What is wrong, without the place. */
  String what() {
    return what;
  }

  Place place() {
    return place;
  }
}
