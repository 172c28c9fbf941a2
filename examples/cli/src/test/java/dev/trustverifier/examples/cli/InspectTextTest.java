package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InspectTextTest {

  @Test
  void readsMuchAsDockersPrettyAnswer() {
    Run run = Run.of(Run.with(Fixtures.inspect(), "lab.example/delegated"));
    assertEquals(0, run.exit());
    assertEquals("""
        trusted    lab.example/delegated

        Signatures for lab.example/delegated

        SIGNED TAG   DIGEST                                                             SIGNERS
        v1           77c98bac746e04a943292b60c92e1d3c27daef3e82e2e5279846e5e43485a5b2   alice
        v3           91a2fb1ac6c6c603dee9e231cf150f3e0db92bf5688de34b91a22db520f1aaea   Repo Admin

        List of signers and their keys for lab.example/delegated

        SIGNER   KEYS
        alice    4936624ab95e
        bob      385eebed73ca

        Administrative keys for lab.example/delegated

        ADMINISTRATOR   KEYS
        Root            7303df1321ccce70c087e0923bbb0d08760d1603497f2f7866d0656d97d49532
        Repository      6aefaef9e2f9abbf3200963f2d909b63a45e13343d7a0fad8b32022460d86693
        """, run.out());
  }

  @Test
  void saysWhereThereIsNothing() {
    Run empty = Run.of(Run.with(Fixtures.inspect(), "lab.example/empty"));
    assertTrue(empty.out().contains("\nNo signatures for lab.example/empty\n"), empty.out());
    assertEquals(0, empty.exit());
    Run expired = Run.of(Run.with(Fixtures.inspect(), "lab.example/expired-targets"));
    assertTrue(expired.out().startsWith("rejected   lab.example/expired-targets  targets: "), expired.out());
    assertEquals(1, expired.out().lines().count());
    assertEquals(1, expired.exit());
  }

  @Test
  void keepsControlCharactersOfPublishersFromTheTerminal() {
    Run text = Run.of(Run.with(Fixtures.inspect(), "lab.example/unicode"));
    Run json = Run.of(Run.with(Fixtures.inspect(), "--json", "lab.example/unicode"));
    for (Run run : new Run[] {text, json}) {
      assertEquals(0, run.exit());
      assertFalse(run.out().codePoints().anyMatch(c -> c != '\n' && !PlainText.isPlain(c)), run.out());
    }
    assertTrue(text.out().contains("del\ufffd"), text.out());
    assertTrue(json.out().contains("\"del\\u007F\""), json.out());
    assertTrue(json.out().contains("\ud83d\ude00"), json.out());
    assertEquals(24, json.only().get("SignedTags").elements().size());
  }
}
