package dev.trustverifier.examples.webhook.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.review.Decision;
import dev.trustverifier.examples.webhook.review.Outcome;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {

  @Test
  void keepsOfAReviewAFewImagesInShortAndHowManyMoreThereWere() {
    List<Judged> images = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String text = "x".repeat(100_000) + i;
      images.add(
          new Judged(text, Optional.empty(), new Verdict.Undecided(new Outage(Outage.Kind.UNREACHABLE, text))));
    }
    Subject subject = new Subject("validate", "u", "shop", "Pod", "x", "CREATE", false);
    Decision decision = new Decision(Outcome.DENIED, "", List.of(), Map.of());
    Journal journal = new Journal(InstantSource.system());
    for (int i = 0; i < 60; i++) {
      journal.reviewed(new Reviewed(subject, decision, images, Duration.ZERO));
    }
    assertEquals(50, journal.reviews().size());
    for (Journal.Entry entry : journal.reviews()) {
      assertEquals(20, entry.images().size());
      assertEquals(480, entry.more());
      for (Journal.Line line : entry.images()) {
        assertTrue(line.image().length() <= 500 && line.message().length() <= 500);
      }
    }
    assertTrue(journal.outages().stream().allMatch(failure -> failure.image().length() <= 500));
  }
}
