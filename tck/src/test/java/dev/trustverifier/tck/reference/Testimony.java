package dev.trustverifier.tck.reference;

import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.tck.Case;
import java.util.ArrayList;
import java.util.List;

/**
 * What was answered in one case. The question that the case is about is asked twice, and at the second time by a
 * verifier that is made beside the first one: so it is found among the others.
 */
final class Testimony {
  static final String NOT_SUPPORTED = "not supported";

  private final List<Verdict> verdicts = new ArrayList<>();
  private int verifiers;
  private int second = -1;

  void opened() {
    if (verifiers > 0 && second < 0) {
      second = verdicts.size();
    }
    verifiers++;
  }

  void heard(Verdict verdict) {
    verdicts.add(verdict);
  }

  void closed() {
    verifiers--;
  }

  /**
   * In the words of a table: the answer, and what became of it if it did not last.
   *
   * @param right the word for the right answer
   */
  String words(String right) {
    if (verdicts.isEmpty()) {
      return "not asked";
    }
    Verdict last = verdicts.get(verdicts.size() - 1);
    if (second < 1) {
      return word(last).equals(right) ? right + ", and so it did before" : word(last);
    }
    String first = word(verdicts.get(second - 1));
    if (second < verdicts.size() && !word(verdicts.get(second)).equals(first)) {
      return first + ", then " + word(verdicts.get(second));
    }
    boolean recovers = second + 1 >= verdicts.size() || last instanceof Verdict.Trusted;
    return recovers ? first : first + ", and what is honest later";
  }

  private static String word(Verdict verdict) {
    if (verdict instanceof Verdict.Undecided undecided) {
      return undecided.outage().kind() == Outage.Kind.INTERNAL ? undecided.outage().message() : "cannot tell";
    }
    return word(verdict.getClass());
  }

  /** The word for the right answer. */
  static String word(Case played) {
    return word(played.verdict());
  }

  private static String word(Class<? extends Verdict> kind) {
    if (kind == Verdict.Trusted.class) {
      return "trusts";
    } else if (kind == Verdict.Exempt.class) {
      return "exempts";
    }
    return kind == Verdict.Rejected.class ? "refuses" : "cannot tell";
  }

  @Override
  public String toString() {
    return verdicts.stream().map(Verdict::message).toList().toString();
  }
}
