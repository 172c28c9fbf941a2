package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source's answer to one question, and what the contract says about it.
 *
 * @param file what was asked for
 * @param answer what came back
 */
record Asked(PublishedFile file, Fetched answer) {
  static final int ROUNDS = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long AMPLE = 1 << 24;

  static Asked of(MetadataSource source, PublishedFile file) {
    return within(AMPLE, source, file);
  }

  static Asked within(long limit, MetadataSource source, PublishedFile file) {
    return new Asked(file, ask(file, () -> source.fetch(file.gun(), file.name(), limit, Deadline.after(PATIENCE))));
  }

  static Asked before(Deadline deadline, MetadataSource source, PublishedFile file) {
    return new Asked(file, ask(file, () -> source.fetch(file.gun(), file.name(), AMPLE, deadline)));
  }

  private static Fetched ask(PublishedFile file, Supplier<@Nullable Fetched> question) {
    @Nullable Fetched answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      return fail("sources throw nothing, and this one threw for " + file + ": " + e, e);
    }
    return answer == null ? fail("sources always answer, and this one returned null for " + file) : answer;
  }

  void mustBeFound(byte[] content) {
    if (!(answer instanceof Fetched.Found found)) {
      fail(file + " was published and must be found: " + shown());
    } else if (!Arrays.equals(content, found.content())) {
      fail(file + " must come back byte for byte: " + content.length + " bytes were published, and "
          + found.content().length + " came back" + (content.length == found.content().length ? ", others" : ""));
    }
  }

  void mustBeAbsent() {
    if (!(answer instanceof Fetched.Absent)) {
      fail(file + " does not exist, the source was reached, and so it must be absent: " + shown());
    }
  }

  void mustBeTooLarge(long limit, int length) {
    if (!(answer instanceof Fetched.TooLarge)) {
      fail(file + " has " + length + " bytes, and with a limit of " + limit + " must be too large: " + shown());
    }
  }

  void mustHaveFailed(Outage.Kind kind, String because) {
    if (!(answer instanceof Fetched.Failed failed) || failed.outage().kind() != kind) {
      fail(because + ", and so " + file + " must fail as " + kind + ": " + shown());
    }
  }

  void mustHaveFailed(String because) {
    if (!(answer instanceof Fetched.Failed)) {
      fail(because + ", and so nothing is known of " + file + ": " + shown());
    }
  }

  /** The answer, without contents. */
  private String shown() {
    return "it was " + (answer instanceof Fetched.Found found ? "Found, " + found.content().length + " bytes" : answer);
  }
}
