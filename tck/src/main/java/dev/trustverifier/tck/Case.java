package dev.trustverifier.tck;

import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thing that a hostile server, or a thief of keys, may try, or one honest thing that looks like it; and what a
 * verifier must answer. Cases are immutable and may be played any number of times.
 */
public final class Case {
  private static final Set<SpecRule> WITHOUT_ASKING = Set.of(SpecRule.POLICY_COVERS, SpecRule.POLICY_PERMITS);

  private final Story story;
  private final Class<? extends Verdict> verdict;
  private final Function<Stage, Expectation> expected;

  Case(Story story, Class<? extends Verdict> verdict, Function<Stage, Expectation> expected) {
    this.story = story;
    this.verdict = verdict;
    this.expected = expected;
  }

  /**
   * What reports call it.
   *
   * @return lower case with hyphens, unique in the catalogue
   */
  public String name() {
    return story.name;
  }

  /**
   * The rule that it is about: by which it must be refused, or which must not refuse it.
   *
   * @return the rule
   */
  public SpecRule rule() {
    return story.rule;
  }

  /**
   * What happens in it.
   *
   * @return one sentence
   */
  public String story() {
    return story.told;
  }

  /**
   * What a verifier has to know to play it.
   *
   * @return capabilities; where one is not declared, the image must not be trusted
   */
  public Set<Capability> needs() {
    return Set.copyOf(story.needs);
  }

  /**
   * The kind of answer that is right; where the case is about strictness that a verifier may do without, of one that
   * does without. Attacks are those cases for which it is neither trust nor exemption.
   *
   * @return one of the four kinds of verdict
   */
  public Class<? extends Verdict> verdict() {
    return verdict;
  }

  Consumer<Stage> before() {
    return story.before;
  }

  Consumer<Stage> offer() {
    return story.offer;
  }

  Consumer<Stage> after() {
    return story.after;
  }

  /** Whether the collection may be proven and so remembered, be it that the image is refused. */
  boolean mayBeRemembered(Stage stage) {
    return story.sound || expected(stage) instanceof Expectation.Trusted;
  }

  /** Whether nobody may be asked on its account. */
  boolean isSilent() {
    return story.silent || WITHOUT_ASKING.contains(story.rule);
  }

  /** What a verifier must answer that has just started, and has nothing but the memory. */
  Expectation expectedAnew(Stage stage) {
    return story.anew.orElseGet(() -> expected(stage));
  }

  /** What a verifier must answer that was asked before. */
  Expectation expected(Stage stage) {
    return expected.apply(stage);
  }

  /** What a verifier must answer that lacks something that the case takes. */
  Expectation expectedWithout(Set<Capability> lacking, Stage stage) {
    boolean asksTargetsAlone = lacking.contains(Capability.DELEGATIONS)
        && Collections.disjoint(story.needs, Set.of(Capability.NESTED_DELEGATIONS, Capability.SIGNERS));
    return asksTargetsAlone
        ? new Expectation.TrustedByTargetsOrNot(stage.image(), Stage.digest(stage.name()))
        : new Expectation.NotTrusted();
  }

  @Override
  public String toString() {
    return name();
  }
}
