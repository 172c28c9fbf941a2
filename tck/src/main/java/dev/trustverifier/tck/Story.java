package dev.trustverifier.tck;

import dev.trustverifier.Caveat;
import dev.trustverifier.Digest;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A {@link Case} while it is told: what was seen before, what is offered, and what is to come of it. */
final class Story {
  final String name;
  final SpecRule rule;
  final String told;
  final List<Capability> needs = new ArrayList<>();
  Consumer<Stage> before = stage -> { };
  Consumer<Stage> offer = stage -> { };
  Consumer<Stage> after = Stage::honestUpdate;
  Optional<Expectation> anew = Optional.empty();
  boolean sound;
  boolean silent;

  private Story(String name, SpecRule rule, String told) {
    this.name = name;
    this.rule = rule;
    this.told = told;
  }

  static Story of(String name, SpecRule rule, String told) {
    return new Story(name, rule, told);
  }

  Story needs(Capability... capabilities) {
    needs.addAll(Arrays.asList(capabilities));
    return this;
  }

  /** What was published, and seen, before. */
  Story after(Consumer<Stage> honest) {
    before = stage -> {
      stage.improvise();
      honest.accept(stage);
    };
    return this;
  }

  /** What is done then. */
  Story offered(Consumer<Stage> attack) {
    offer = attack;
    return this;
  }

  /** A client that knows nothing is shown a collection that is honest but for this. */
  Story firstUse(Consumer<SimulatedRepository> change) {
    return offered(stage -> {
      SimulatedRepository other = stage.anotherPublisher();
      change.accept(other);
      stage.serve(other.publish());
    });
  }

  /** A client that has seen two releases is shown a third that is honest but for this. */
  Story update(Consumer<SimulatedRepository> change) {
    return after(Stage::twoReleases).offered(stage -> {
      change.accept(stage.publisher);
      stage.serve(stage.publisher.publish());
    });
  }

  /** A client that has seen two releases is shown this. */
  Story shown(Function<SimulatedRepository, State> state) {
    return after(Stage::twoReleases).offered(stage -> stage.serve(state.apply(stage.publisher)));
  }

  /** The collection is sound: only this image is refused. */
  Story sound() {
    sound = true;
    return then(Stage::nextRelease);
  }

  /** Nobody is asked, since what was proven before still answers. */
  Story silently() {
    silent = true;
    return this;
  }

  /** What a verifier answers that has just started, where that is something else. */
  Story anew(Expectation other) {
    anew = Optional.of(other);
    return this;
  }

  /** How things go on, other than by an honest release. */
  Story then(Consumer<Stage> next) {
    after = next;
    return this;
  }

  Case refused(Class<? extends Rejection> type, RoleName role) {
    return refused(new Expectation.Refusal(type, rule, Optional.of(role)));
  }

  /** Refused, and nobody's file is to blame. */
  Case refused(Class<? extends Rejection> type) {
    return refused(new Expectation.Refusal(type, rule, Optional.empty()));
  }

  Case refused(Expectation.Refusal... refusals) {
    return new Case(this, Verdict.Rejected.class, stage -> new Expectation.Refused(List.of(refusals)));
  }

  /** Refused, and whoever is to blame is left open, since it depends on the order in which files are fetched. */
  Case refusedForAny(Class<? extends Rejection> type) {
    return new Case(this, Verdict.Rejected.class, stage -> new Expectation.RefusedForAny(type, rule));
  }

  Case undecided(Outage.Kind... kinds) {
    return new Case(this, Verdict.Undecided.class, stage -> new Expectation.Undecided(kinds));
  }

  /** Trusted for what the publisher signed for that name. */
  Case trusted() {
    return trustedFor(stage -> new Expectation.Trusted(stage.image(), Stage.digest(stage.name())));
  }

  /** Trusted for another content than that of its name. */
  Case trusted(String content) {
    return trustedFor(stage -> new Expectation.Trusted(stage.image(), Stage.digest(content)));
  }

  /** Trusted for what a delegation has signed. */
  Case trusted(String content, RoleName by) {
    Digest digest = Stage.digest(content);
    return trustedFor(stage -> new Expectation.Trusted(stage.image(), digest, by, Optional.empty()));
  }

  /** Trusted, though it is not quite what the publisher says now. */
  Case trusted(String content, Function<Stage, Caveat> caveat) {
    Digest digest = Stage.digest(content);
    return trustedFor(stage ->
        new Expectation.Trusted(stage.image(), digest, RoleName.TARGETS, Optional.of(caveat.apply(stage))));
  }

  private Case trustedFor(Function<Stage, Expectation> expected) {
    return new Case(then(stage -> { }), Verdict.Trusted.class, expected);
  }

  Case exempt() {
    return new Case(then(stage -> { }), Verdict.Exempt.class, stage -> new Expectation.Exempt());
  }
}
