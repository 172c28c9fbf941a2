package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code inspect} says of things that expire soon. */
class ExpiryTest {
  private static final String GUN = "lab.example/plain";

  private static Run inspectBeforeEnd(Duration before, String... more) {
    Instant end = Instant.parse("2029-10-29T14:07:44.773071139Z").minus(before);
    return Run.of(Run.with(Fixtures.command("inspect", Fixtures.NOTARY, end.toString()), Run.with(List.of(more), GUN)));
  }

  @Test
  void warnsOfFilesThirtyDaysAhead() {
    Run run = inspectBeforeEnd(Duration.ofDays(20));
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("\nExpires within 30 days\n\nROLE "), run.out());
    assertTrue(run.out().contains("\ntimestamp   file "), run.out());
    JsonFile json = inspectBeforeEnd(Duration.ofDays(20), "--json").only();
    List<JsonFile> warnings = json.get("warnings").elements();
    assertFalse(warnings.isEmpty());
    assertEquals("file", warnings.get(0).get("what").text());
    assertEquals("2029-10-29T14:07:44.773071139Z", warnings.get(0).get("expires").text());
  }

  @Test
  void saysNothingEarlier() {
    Run run = inspectBeforeEnd(Duration.ofDays(40));
    assertFalse(run.out().contains("Expires"), run.out());
    assertEquals(List.of(), inspectBeforeEnd(Duration.ofDays(40), "--json").only().get("warnings").elements());
  }

  @Test
  void warnsOfCertificates() {
    JsonFile now = Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/ca-chain")).only();
    assertTrue(now.has("warnings"));
  }
}
