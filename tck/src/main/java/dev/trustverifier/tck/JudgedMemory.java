package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A memory, and what the contract says about its answers.
 *
 * @param memory the memory under test
 */
record JudgedMemory(TrustMemory memory) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Recalled recall(MemoryKey key, Deadline deadline) {
    return answer("recall", key, () -> memory.recall(key, deadline));
  }

  Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    return answer("replace", key, () -> memory.replace(key, expected, next, deadline));
  }

  static Deadline soon() {
    return Deadline.after(PATIENCE);
  }

  private static <T> T answer(String what, MemoryKey key, Supplier<@Nullable T> question) {
    @Nullable T answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      return fail("memories throw nothing, and " + what + " threw for " + named(key) + ": " + e, e);
    }
    return answer == null ? fail("memories always answer, and " + what + " returned null for " + named(key)) : answer;
  }

  void mustBeUnknown(MemoryKey key, String because) {
    Recalled recalled = recall(key, soon());
    if (!(recalled instanceof Recalled.Unknown)) {
      fail(because + ", and so " + named(key) + " must be unknown: it was " + shown(recalled));
    }
  }

  void mustKnow(MemoryKey key, Remembered expected, String because) {
    mustBe(recall(key, soon()), key, expected, because);
  }

  static void mustBe(Recalled recalled, MemoryKey key, Remembered expected, String because) {
    if (!(recalled instanceof Recalled.Known known)) {
      fail(because + ", and so " + named(key) + " must be known: it was " + shown(recalled));
    } else if (!known.remembered().equals(expected)) {
      fail(because + ", and so " + named(key) + " must be recalled as it was kept: " + difference(expected, known));
    }
  }

  private static String difference(Remembered expected, Recalled.Known known) {
    Remembered recalled = known.remembered();
    if (!expected.floors().equals(recalled.floors())) {
      return "the floors are others, " + shown(known);
    }
    if (!expected.onceTrusted().equals(recalled.onceTrusted())) {
      return "the images are others, " + recalled.onceTrusted().size() + " of " + expected.onceTrusted().size();
    }
    return "the " + (expected.anchors().equals(recalled.anchors()) ? "root has other bytes" : "anchors are others");
  }

  void mustKeep(MemoryKey key, Optional<Remembered> expected, Remembered next, String because) {
    Kept kept = replace(key, expected, next, soon());
    if (!(kept instanceof Kept.Done)) {
      fail(because + ", and so it must be done for " + named(key) + ": it was " + kept);
    }
  }

  void mustBeOutdated(MemoryKey key, Optional<Remembered> expected, Remembered next, String because) {
    Kept kept = replace(key, expected, next, soon());
    if (!(kept instanceof Kept.Outdated)) {
      fail(because + ", and so whoever expects otherwise must be outdated for " + named(key) + ": it was " + kept);
    }
  }

  static void mustHaveFailed(Recalled recalled, Optional<Outage.Kind> kind, String because) {
    boolean failed =
        recalled instanceof Recalled.Unreadable unreadable
            && kind.map(wanted -> unreadable.outage().kind() == wanted).orElse(true);
    if (!failed) {
      fail(because + ", and so recalling must be an outage" + of(kind) + ": it was " + shown(recalled));
    }
  }

  static void mustHaveFailed(Kept kept, Optional<Outage.Kind> kind, String because) {
    boolean failed =
        kept instanceof Kept.Failed late && kind.map(wanted -> late.outage().kind() == wanted).orElse(true);
    if (!failed) {
      fail(because + ", and so replacing must be an outage" + of(kind) + ": it was " + kept);
    }
  }

  void mustNotTell(List<String> secrets) {
    Recalled late = recall(Keepsakes.KEY, Deadline.after(Duration.ZERO));
    Recalled recalled = recall(Keepsakes.KEY, soon());
    Kept kept = replace(Keepsakes.KEY, Optional.empty(), Keepsakes.version(1), soon());
    for (Object told : List.of(late, recalled, kept, memory)) {
      String text = told.toString();
      assertFalse(text.matches(".*//[^/ ]*@.*") || secrets.stream().anyMatch(text::contains),
          "a memory must not tell its secrets, and this one says: " + text);
    }
  }

  private static String of(Optional<Outage.Kind> kind) {
    return kind.map(wanted -> " of kind " + wanted).orElse("");
  }

  private static String named(MemoryKey key) {
    return key.gun() + " (" + key.basis().label() + ")";
  }

  /** Floors of many roles are too much to print. */
  private static String shown(Recalled recalled) {
    if (!(recalled instanceof Recalled.Known known) || known.remembered().floors().size() == 1) {
      return recalled.toString();
    }
    return "Known, with " + known.remembered().floors().size() + " floors";
  }

  boolean isCloseable() {
    return memory instanceof AutoCloseable;
  }

  @Override
  public void close() {
    if (memory instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        fail("close must always be safe to call, and this memory threw " + e, e);
      }
    }
  }
}
