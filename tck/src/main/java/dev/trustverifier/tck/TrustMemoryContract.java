package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link TrustMemory} must do. Implement {@link #empty} in a test class; the tests are inherited.
 */
@ExtendWith(ContractReport.class)
public interface TrustMemoryContract {

  /**
   * Makes the memory under test.
   *
   * @return a memory in which nothing is kept; the contract closes it if it is {@link AutoCloseable}
   * @throws Exception if that is not possible; the test then fails
   */
  TrustMemory empty() throws Exception;

  /**
   * Makes a memory that cannot know what is kept: its database is down, its folder has gone. Default: none, and the
   * report says that it was not judged.
   *
   * @return a memory; the contract closes it if it is {@link AutoCloseable}
   * @throws Exception if that is not possible; the test then fails
   */
  default Optional<TrustMemory> broken() throws Exception {
    return Optional.empty();
  }

  /**
   * Opens what the memory that {@link #empty} made last keeps, as another process or the next one does: the same
   * folder, the same table. Default: none, and the report says that it was not judged, as is right for a memory that ends with
   * its process.
   *
   * @return another memory of the same; the contract closes it if it is {@link AutoCloseable}
   * @throws Exception if that is not possible; the test then fails
   */
  default Optional<TrustMemory> reopened() throws Exception {
    return Optional.empty();
  }

  /**
   * Whether the memory waits for nothing and nobody, so that it may answer rightly after a deadline or an interrupt
   * too. Default: false, and such questions must be outages.
   *
   * @return true for memories that are a map, and little else
   */
  default boolean answersAtOnce() {
    return false;
  }

  /**
   * What the memories made here know and must not tell. Default: nothing.
   *
   * @return passwords and tokens
   */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * What was never kept is unknown, and not an outage.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void knowsNothingAtFirst() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      for (Basis basis : Basis.values()) {
        judged.mustBeUnknown(new MemoryKey(Keepsakes.GUN, basis), "nothing was kept yet");
      }
    }
  }

  /**
   * Every part of everything comes back: long roots, many delegations, extreme versions and times.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void recallsEverythingAsItWasKept() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      Optional<Remembered> before = Optional.empty();
      for (var shape : Keepsakes.shapes().entrySet()) {
        judged.mustKeep(Keepsakes.KEY, before, shape.getValue(), "nobody else wrote before " + shape.getKey());
        judged.mustKnow(Keepsakes.KEY, shape.getValue(), shape.getKey() + " was kept");
        before = Optional.of(shape.getValue());
      }
    }
  }

  /**
   * Whoever expects what is kept may replace it, time and again, also by what was kept before or by the same.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void replacesWhatWasExpected() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      Optional<Remembered> before = Optional.empty();
      for (long version : new long[] {1, 2, 3, 3, 1, 2}) {
        Remembered next = Keepsakes.version(version);
        judged.mustKeep(Keepsakes.KEY, before, next, "what is kept equals what was expected");
        judged.mustKnow(Keepsakes.KEY, next, "version " + version + " was kept last");
        before = Optional.of(Keepsakes.version(version));
      }
    }
  }

  /**
   * Whoever expects nothing where something is kept is outdated, and changes nothing.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void changesNothingForThoseWhoExpectNothing() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      judged.mustBeOutdated(Keepsakes.KEY, Optional.empty(), Keepsakes.version(2), "something was kept already");
      judged.mustKnow(Keepsakes.KEY, Keepsakes.version(1), "the second writer expected nothing");
    }
  }

  /**
   * Whoever expects something where nothing is kept is outdated, and nothing is kept.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void keepsNothingForThoseWhoExpectSomething() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      Optional<Remembered> expected = Optional.of(Keepsakes.version(1));
      judged.mustBeOutdated(Keepsakes.KEY, expected, Keepsakes.version(2), "nothing was kept");
      judged.mustBeUnknown(Keepsakes.KEY, "the only writer expected something");
    }
  }

  /**
   * Whoever expects something else is outdated, be it different in one part only, and changes nothing.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void changesNothingForThoseWhoExpectSomethingElse() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      Keepsakes.almostVersionOne().forEach((part, almost) -> {
        String because = "something else was kept, different in " + part;
        judged.mustBeOutdated(Keepsakes.KEY, Optional.of(almost), Keepsakes.version(3), because);
        judged.mustKnow(Keepsakes.KEY, Keepsakes.version(1), because);
      });
    }
  }

  /**
   * Trust on first use and pinned trust are kept apart.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void keepsBasesApart() throws Exception {
    MemoryKey firstUse = new MemoryKey(Keepsakes.GUN, Basis.FIRST_USE);
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      judged.mustBeUnknown(firstUse, "only what a pin proved was kept, and bases are kept apart");
      judged.mustKeep(firstUse, Optional.empty(), Keepsakes.version(2), "bases are kept apart");
      judged.mustKnow(Keepsakes.KEY, Keepsakes.version(1), "bases are kept apart");
      judged.mustKnow(firstUse, Keepsakes.version(2), "bases are kept apart");
    }
  }

  /**
   * Collections are kept apart, however alike and however long their names are.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void keepsCollectionsApart() throws Exception {
    String because = "collections are kept apart";
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      long version = 1;
      for (Gun neighbour : Keepsakes.NEIGHBOURS) {
        MemoryKey key = new MemoryKey(neighbour, Basis.PINNED);
        judged.mustBeUnknown(key, because);
        judged.mustKeep(key, Optional.empty(), Keepsakes.version(++version), because);
      }
      judged.mustKnow(Keepsakes.KEY, Keepsakes.version(1), because);
      version = 1;
      for (Gun neighbour : Keepsakes.NEIGHBOURS) {
        judged.mustKnow(new MemoryKey(neighbour, Basis.PINNED), Keepsakes.version(++version), because);
      }
    }
  }

  /**
   * Of writers at the same time none undoes what another did.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void losesNoUpdateOfSeveralThreads() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      Counting.bySeveral(judged);
    }
  }

  /**
   * What one instance keeps another knows, at once and when the first is closed, and neither undoes what the other did.
   *
   * @throws Exception if a memory cannot be made
   */
  @Test
  default void keepsForEveryInstance() throws Exception {
    try (JudgedMemory first = new JudgedMemory(empty())) {
      Optional<TrustMemory> another = reopened();
      assumeTrue(another.isPresent(), "nothing that outlives an instance");
      keepVersionOne(first);
      Optional<Remembered> known = Optional.of(Keepsakes.version(1));
      try (JudgedMemory second = new JudgedMemory(another.get())) {
        second.mustKnow(Keepsakes.KEY, Keepsakes.version(1), "another instance has kept version 1");
        second.mustKeep(Keepsakes.KEY, known, Keepsakes.version(2), "what another instance kept was expected");
        first.mustBeOutdated(Keepsakes.KEY, known, Keepsakes.version(3), "another instance has kept version 2");
        first.mustKnow(Keepsakes.KEY, Keepsakes.version(2), "another instance has kept version 2");
      }
    }
    try (JudgedMemory next = new JudgedMemory(reopened().orElseThrow())) {
      next.mustKnow(Keepsakes.KEY, Keepsakes.version(2), "it was kept before the memory was closed");
    }
  }

  /**
   * The view for dry runs recalls what is kept, and keeps nothing.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void keepsNothingThroughTheReadOnlyView() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      JudgedMemory view = new JudgedMemory(judged.memory().readOnly());
      view.mustKeep(Keepsakes.KEY, Optional.empty(), Keepsakes.version(1), "the view keeps nothing, silently");
      judged.mustBeUnknown(Keepsakes.KEY, "the view keeps nothing");
      keepVersionOne(judged);
      view.mustKnow(Keepsakes.KEY, Keepsakes.version(1), "the view recalls what is kept");
      Optional<Remembered> known = Optional.of(Keepsakes.version(1));
      view.mustKeep(Keepsakes.KEY, known, Keepsakes.version(2), "the view keeps nothing, silently");
      judged.mustKnow(Keepsakes.KEY, Keepsakes.version(1), "the view keeps nothing");
    }
  }

  /**
   * A passed deadline is an outage of kind {@code TIMED_OUT}, never a first use, and nothing is kept.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void failsOnceTheDeadlineHasPassed() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      new Untimely(judged, answersAtOnce(), Outage.Kind.TIMED_OUT).mustNotForget(
          Deadline.after(Duration.ZERO), "the deadline had passed");
    }
  }

  /**
   * An interrupt is an outage of kind {@code INTERRUPTED}, never a first use, and the thread stays interrupted.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void failsWhenInterruptedAndStaysInterrupted() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      keepVersionOne(judged);
      new Untimely(judged, answersAtOnce(), Outage.Kind.INTERRUPTED).mustNotForgetWhenInterrupted();
    }
  }

  /**
   * A memory that cannot know what is kept says so: nothing is unknown, and nothing is done.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void failsWhenItCannotKnow() throws Exception {
    Optional<TrustMemory> broken = broken();
    assumeTrue(broken.isPresent(), "no broken memory to judge");
    try (JudgedMemory judged = new JudgedMemory(broken.get())) {
      mustFail(judged, "the memory cannot know what is kept");
    }
  }

  /**
   * A closed memory says that it cannot tell, and closing twice is closing once. Skipped where there is nothing to
   * close.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void failsOnceItIsClosed() throws Exception {
    JudgedMemory judged = new JudgedMemory(empty());
    assumeTrue(judged.isCloseable(), "nothing to close");
    keepVersionOne(judged);
    judged.close();
    mustFail(judged, "the memory is closed");
    judged.close();
  }

  /**
   * Neither outages nor descriptions hold a secret.
   *
   * @throws Exception if the memory cannot be made
   */
  @Test
  default void tellsNoSecret() throws Exception {
    try (JudgedMemory judged = new JudgedMemory(empty())) {
      judged.mustNotTell(secrets());
    }
    Optional<TrustMemory> broken = broken();
    if (broken.isPresent()) {
      try (JudgedMemory judged = new JudgedMemory(broken.get())) {
        judged.mustNotTell(secrets());
      }
    }
  }

  private static void keepVersionOne(JudgedMemory judged) {
    judged.mustKeep(Keepsakes.KEY, Optional.empty(), Keepsakes.version(1), "nothing was kept before");
  }

  private static void mustFail(JudgedMemory judged, String because) {
    JudgedMemory.mustHaveFailed(judged.recall(Keepsakes.KEY, JudgedMemory.soon()), Optional.empty(), because);
    Kept kept = judged.replace(Keepsakes.KEY, Optional.empty(), Keepsakes.version(2), JudgedMemory.soon());
    JudgedMemory.mustHaveFailed(kept, Optional.empty(), because);
  }
}
