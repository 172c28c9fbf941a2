package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The catalogue as tests, and what came of them. */
final class Trials {
  private final TrustVerifierContract contract;
  private final List<KnownDeviation> deviations;
  private final Scenery scenery;
  private final Map<Case, Outcome> outcomes = new LinkedHashMap<>();

  Trials(TrustVerifierContract contract) {
    this.contract = contract;
    this.deviations = contract.knownDeviations();
    this.scenery = new Scenery(contract.start());
  }

  TrustVerifierContract contract() {
    return contract;
  }

  Scenery scenery() {
    return scenery;
  }

  Bounds bounds() {
    return contract.bounds();
  }

  Stream<DynamicNode> nodes() {
    Stream<DynamicNode> kinds =
        Stream.of(Tampering.values()).map(kind -> DynamicContainer.dynamicContainer(
            kind.label(), kind.cases().stream().map(this::test)));
    return Stream.concat(kinds, Stream.of(
        DynamicTest.dynamicTest("known deviations still deviate", this::requireDeviations),
        DynamicTest.dynamicTest("report", this::report)));
  }

  private DynamicTest test(Case played) {
    return DynamicTest.dynamicTest(played.name() + " [" + played.rule().id() + "]", () -> judge(played));
  }

  private void judge(Case played) throws Exception {
    Optional<KnownDeviation> known = deviations.stream().filter(d -> d.covers(played)).findFirst();
    try {
      new Play(this, played).run();
    } catch (AssertionError | Exception fault) {
      outcomes.put(played, known.isPresent() ? Outcome.DEVIATES : Outcome.FAILED);
      if (known.isEmpty()) {
        throw fault;
      }
      return;
    }
    outcomes.put(played, contract.capabilities().containsAll(played.needs()) ? Outcome.PASSED : Outcome.REFUSES);
    if (known.filter(d -> d.cases().contains(played.name())).isPresent()) {
      outcomes.put(played, Outcome.FAILED);
      fail(played.name() + " is declared as a known deviation (" + known.get().why()
          + ") and deviates no more: take the declaration back");
    }
  }

  private void requireDeviations() {
    for (KnownDeviation deviation : deviations) {
      boolean stands = outcomes.entrySet().stream()
          .anyMatch(played -> deviation.covers(played.getKey()) && played.getValue() == Outcome.DEVIATES);
      if (!stands) {
        fail("no case deviates from " + deviation.rule().id() + " any more (" + deviation.why()
            + "): take the declaration back, or correct the names of its cases " + deviation.cases());
      }
    }
  }

  private void report() throws IOException {
    new Conformance(contract.getClass().getSimpleName(), outcomes, deviations).writeTo(contract.report());
  }
}
