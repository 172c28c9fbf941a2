package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link MetadataSource} must do. Implement {@link #publishing} in a test class; the tests are inherited.
 */
@ExtendWith(ContractReport.class)
public interface MetadataSourceContract {

  /**
   * Makes the source under test.
   *
   * @param files all that it must have, and nothing else; contents are arbitrary bytes, not metadata
   * @return a source; the contract closes it
   * @throws Exception if that is not possible; the test then fails
   */
  MetadataSource publishing(Map<PublishedFile, byte[]> files) throws Exception;

  /**
   * Makes a source that cannot know the answer: nothing listens at its address, its folder has gone.
   *
   * @return a source, which the contract closes; empty if there is no such thing, and the report says that it was not
   *     judged
   * @throws Exception if that is not possible; the test then fails
   */
  Optional<MetadataSource> broken() throws Exception;

  /**
   * Makes a source that is refused access to what exists: its server answers 401 or 403, its user may not read the
   * folder.
   *
   * @return a source, which the contract closes; empty if nobody can be refused, and the report says that it was not
   *     judged
   * @throws Exception if that is not possible; the test then fails
   */
  Optional<MetadataSource> refused() throws Exception;

  /**
   * What the sources made here know and must not tell. Default: nothing.
   *
   * @return passwords and tokens
   */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * Every shape of name and every content comes back byte for byte, and stays as it was, whatever is asked for next.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void returnsEveryPublishedFileByteForByte() throws Exception {
    Map<PublishedFile, byte[]> files = Publication.files();
    try (MetadataSource source = publishing(files)) {
      List<Asked> answers = files.keySet().stream().map(file -> Asked.of(source, file)).toList();
      answers.forEach(answer -> answer.mustBeFound(files.get(answer.file())));
    }
  }

  /**
   * A file that does not exist is absent, and not an outage.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void reportsAFileThatDoesNotExistAsAbsent() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      missing(source, new MetadataName.Current(new RoleName("targets/nobody")));
      missing(source, new MetadataName.Versioned(RoleName.ROOT, 2));
    }
  }

  /**
   * A file that is asked for by its hash is that one or none, even where the role has a current one, or another role
   * has a file with that hash.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void reportsAHashThatDoesNotExistAsAbsent() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      missing(source, new MetadataName.Hashed(RoleName.ROOT, Digest.sha256(new byte[] {1})));
      missing(source, Publication.HASH_OF_ANOTHER_ROLE);
    }
  }

  /**
   * A collection that does not exist is absent too, even below or above one that does.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void reportsAnUnknownCollectionAsAbsent() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      for (Gun unknown : Publication.UNKNOWN) {
        Asked.of(source, new PublishedFile(unknown, Publication.SMALL.name())).mustBeAbsent();
      }
    }
  }

  /**
   * A file as long as the limit is within it; an empty one is within 0.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void returnsAFileOfExactlyTheLimit() throws Exception {
    Map<PublishedFile, byte[]> files = Publication.files();
    try (MetadataSource source = publishing(files)) {
      files.forEach((file, content) -> Asked.within(content.length, source, file).mustBeFound(content));
    }
  }

  /**
   * A file longer than the limit is too large, be it by one byte, and not cut.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void refusesAFileLongerThanTheLimit() throws Exception {
    Map<PublishedFile, byte[]> files = Publication.files();
    try (MetadataSource source = publishing(files)) {
      for (PublishedFile file : List.of(Publication.SMALL, Publication.LARGE)) {
        int length = files.get(file).length;
        for (long limit : new long[] {length - 1, 1, 0}) {
          Asked.within(limit, source, file).mustBeTooLarge(limit, length);
        }
      }
    }
  }

  /**
   * A limit may be as high as a number can be.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void takesAnyLimit() throws Exception {
    Map<PublishedFile, byte[]> files = Publication.files();
    try (MetadataSource source = publishing(files)) {
      for (long limit : new long[] {Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, Long.MAX_VALUE}) {
        Asked.within(limit, source, Publication.SMALL).mustBeFound(files.get(Publication.SMALL));
      }
    }
  }

  /**
   * A passed deadline is an outage of kind {@code TIMED_OUT}, at once.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void failsOnceTheDeadlineHasPassed() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      Asked.before(Deadline.after(Duration.ZERO), source, Publication.SMALL)
          .mustHaveFailed(Outage.Kind.TIMED_OUT, "the deadline had passed");
    }
  }

  /**
   * An interrupt is an outage of kind {@code INTERRUPTED}, and the thread stays interrupted.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void failsWhenInterruptedAndStaysInterrupted() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      Thread.currentThread().interrupt();
      Asked asked;
      boolean kept;
      try {
        asked = Asked.of(source, Publication.SMALL);
      } finally {
        kept = Thread.interrupted();
      }
      asked.mustHaveFailed(Outage.Kind.INTERRUPTED, "the thread was interrupted");
      assertTrue(kept, "the interrupt status must stay set, and this source cleared it");
    }
  }

  /**
   * A source that cannot know says so, and nothing is absent.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void failsWhenItCannotKnow() throws Exception {
    Optional<MetadataSource> broken = broken();
    assumeTrue(broken.isPresent(), "no broken source to judge");
    try (MetadataSource source = broken.get()) {
      Asked.of(source, Publication.SMALL).mustHaveFailed("the source could not be asked");
    }
  }

  /**
   * A source that may not look says so, and nothing is absent.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void takesNoRefusalForAbsence() throws Exception {
    Optional<MetadataSource> refused = refused();
    assumeTrue(refused.isPresent(), "no source that is refused access to judge");
    try (MetadataSource source = refused.get()) {
      Asked.of(source, Publication.SMALL).mustHaveFailed("access was refused, as by a 403, which is no 404");
    }
  }

  /**
   * Threads that ask at once do not disturb each other.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void answersSeveralThreadsAtOnce() throws Exception {
    Map<PublishedFile, byte[]> files = Publication.files();
    ExecutorService threads = Executors.newFixedThreadPool(files.size());
    try (MetadataSource source = publishing(files)) {
      List<Callable<Void>> questions = files.keySet().stream().map(file -> (Callable<Void>) () -> {
        for (int round = 0; round < Asked.ROUNDS; round++) {
          Asked.of(source, file).mustBeFound(files.get(file));
        }
        return null;
      }).toList();
      assertAll("asked by " + files.size() + " threads at once",
          threads.invokeAll(questions).stream().map(answer -> answer::get));
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * A source describes itself in one line.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void describesItselfInOneLine() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      String description = source.describe(Publication.GUN);
      assertTrue(
          description != null && !description.isBlank() && description.chars().noneMatch(Character::isISOControl),
          "describe must give one line, and this source gave: " + description);
    }
  }

  /**
   * Neither descriptions nor outages hold a secret.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void tellsNoSecret() throws Exception {
    try (MetadataSource source = publishing(Publication.files())) {
      keepsItsSecrets(source);
    }
    for (Optional<MetadataSource> other : List.of(broken(), refused())) {
      if (other.isPresent()) {
        try (MetadataSource source = other.get()) {
          keepsItsSecrets(source);
        }
      }
    }
  }

  /**
   * Closing twice is closing once.
   *
   * @throws Exception if the source cannot be made
   */
  @Test
  default void closesTwice() throws Exception {
    MetadataSource source = publishing(Publication.files());
    source.close();
    assertDoesNotThrow(source::close, "close must be safe to call twice, and this source threw");
  }

  private static void missing(MetadataSource source, MetadataName name) {
    Asked.of(source, new PublishedFile(Publication.GUN, name)).mustBeAbsent();
  }

  private void keepsItsSecrets(MetadataSource source) {
    Fetched late = Asked.before(Deadline.after(Duration.ZERO), source, Publication.SMALL).answer();
    Fetched answer = Asked.of(source, Publication.SMALL).answer();
    String description = source.describe(Publication.GUN);
    for (String told : List.of(description, source.toString(), late.toString(), answer.toString())) {
      assertFalse(told.matches(".*//[^/ ]*@.*") || secrets().stream().anyMatch(told::contains),
          "a source must not tell its secrets, and this one says: " + told);
    }
  }
}
