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
import org.jspecify.annotations.Nullable;

/** The catalogue as tests, and what came of them. */
final class Trials {
  private final TrustVerifierContract contract;
  private final List<KnownDeviation> deviations;
  private final Scenery scenery;
  private final Map<Case, Outcome> outcomes = new LinkedHashMap<>();

  Trials(TrustVerifierContract contract) {
    this.contract = contract;
    this.deviations = contract.knownDeviations();
    this.scenery = Scenery.at(contract.start());
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
    return Stream.concat(kinds, Stream.of(DynamicTest.dynamicTest("report", this::report)));
  }

  private DynamicTest test(Case played) {
    return DynamicTest.dynamicTest(played.name() + " [" + played.rule().id() + "]", () -> judge(played));
  }

  private void judge(Case played) throws Exception {
    Optional<KnownDeviation> known = deviations.stream().filter(d -> d.covers(played)).findFirst();
    try {
      new Play(this, played).run();
    } catch (AssertionError | Exception fault) {
      boolean deviates = known.isPresent() && isWrongAnswer(fault);
      outcomes.put(played, deviates ? Outcome.DEVIATES : Outcome.FAILED);
      if (!deviates) {
        throw fault;
      }
      return;
    }
    if (known.isPresent()) {
      outcomes.put(played, Outcome.FAILED);
      fail(played.name() + " is declared as a known deviation (" + known.get().why()
          + ") and deviates no more: take the declaration back");
    }
    outcomes.put(played, contract.capabilities().containsAll(played.needs()) ? Outcome.PASSED : Outcome.REFUSES);
  }

  /** Whoever threw something has not answered at all. */
  private static boolean isWrongAnswer(@Nullable Throwable fault) {
    return fault == null || fault instanceof AssertionError && isWrongAnswer(fault.getCause());
  }

  private void report() throws IOException {
    new Conformance(contract.getClass().getSimpleName(), outcomes, deviations).writeTo(contract.report());
  }
}
