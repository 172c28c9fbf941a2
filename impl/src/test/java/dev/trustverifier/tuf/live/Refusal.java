package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;

/** What verdicts that trust nothing have to look like. */
final class Refusal {
  private Refusal() {}

  /** Demands a rejection of this kind, by this rule. */
  static <R extends Rejection> R of(Verdict verdict, Class<R> type, SpecRule rule) {
    Rejection rejection = assertInstanceOf(Verdict.Rejected.class, verdict, verdict::message).rejection();
    assertEquals(rule, rejection.rule(), verdict::message);
    return assertInstanceOf(type, rejection, verdict::message);
  }

  /** Demands that nobody could be asked, for this reason. */
  static void outage(Verdict verdict, Outage.Kind kind) {
    Outage outage = assertInstanceOf(Verdict.Undecided.class, verdict, verdict::message).outage();
    assertEquals(kind, outage.kind(), verdict::message);
  }
}
