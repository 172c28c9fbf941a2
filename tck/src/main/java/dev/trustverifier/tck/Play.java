package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Plays a case: what was honest, what is offered, what is answered, and what must have come of it.
 *
 * @param trials whose verifier is judged
 * @param played the case
 */
record Play(Trials trials, Case played) {
  void run() throws Exception {
    TrustVerifierContract contract = trials.contract();
    ManualClock clock = ManualClock.at(contract.start());
    SimulatedSource server = new SimulatedSource();
    try (MetadataSource offered = contract.offer(server);
        Suspect suspect = new Suspect(contract, offered, clock)) {
      Stage stage = new Stage(suspect, server, clock, trials);
      try {
        if (contract.capabilities().containsAll(played.needs())) {
          perform(stage, suspect);
        } else {
          performTwin(stage, suspect);
        }
      } catch (AssertionError e) {
        throw new AssertionError(explained(e, suspect), e);
      }
    }
  }

  private void perform(Stage stage, Suspect suspect) throws Exception {
    played.before().accept(stage);
    stage.mark();
    played.offer().accept(stage);
    Map<MemoryKey, Recalled> before = suspect.remembered();
    int asked = stage.server.requests().size();
    require(played.expected(stage), suspect.askInTheEnd(stage.image(), stage.policy()), "");
    requireSilence(stage, asked);
    requireUnchanged(stage, before, suspect);
    require(played.expectedAnew(stage), suspect.askAnew(stage.image(), stage.policy()),
        " of a verifier that has just started");
    requireUnchanged(stage, before, suspect);
    suspect.hasAnswered();
    played.after().accept(stage);
    suspect.dismiss();
  }

  private void performTwin(Stage stage, Suspect suspect) {
    suspect.lacksCapabilities();
    played.before().accept(stage);
    played.offer().accept(stage);
    Verdict verdict;
    try {
      verdict = suspect.ask(stage.image(), stage.policy());
    } catch (Exception refusedToBeMade) {
      return;
    }
    Set<Capability> lacking = EnumSet.copyOf(played.needs());
    lacking.removeAll(trials.contract().capabilities());
    require(played.expectedWithout(lacking, stage), verdict, "");
  }

  private void require(Expectation full, Verdict verdict, String whose) {
    Expectation expected = trials.contract().givesReasons() ? full : full.withoutReasons();
    if (!expected.isMetBy(verdict)) {
      fail("expected  " + expected + "\nanswered  " + Expectation.shown(verdict) + whose);
    }
  }

  private void requireSilence(Stage stage, int asked) {
    if (played.isSilent() && stage.server.requests().size() > asked) {
      fail("expected  nobody to be asked, since nobody can change the answer\nanswered  after asking for "
          + stage.server.requestsSince(asked));
    }
  }

  private void requireUnchanged(Stage stage, Map<MemoryKey, Recalled> before, Suspect suspect) {
    if (played.mayBeRemembered(stage)) {
      return;
    }
    Map<MemoryKey, Recalled> after = suspect.remembered();
    if (!after.equals(before)) {
      fail("expected  the memory to be as it was, since nothing was proven\nremembers " + after
          + "\n          instead of " + before);
    }
  }

  private String explained(AssertionError fault, Suspect suspect) {
    SpecRule rule = played.rule();
    return String.join("\n",
        played.name() + " breaks " + rule.id() + " (" + rule.attack() + ")",
        "story     " + played.story(),
        "          " + suspect.journal().text("          "),
        String.valueOf(fault.getMessage()),
        "look at   " + Clause.of(rule));
  }
}
