package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Caveat;
import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An image that is trusted though it is not quite what its publisher says now. */
class CaveatTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-11-22T18:00:00Z");
  private static final Digest ONE = Digest.sha256(new byte[] {1});
  private static final Digest TWO = Digest.sha256(new byte[] {2});
  private static final List<VerifyCommand.Answer> ANSWERS = List.of(
      answer(new Caveat.Outdated(NOON, new Outage(Outage.Kind.UNREACHABLE, "down"), EVENING)),
      answer(new Caveat.FormerDigest(TWO, NOON, EVENING)));

  private static VerifyCommand.Answer answer(Caveat caveat) {
    TrustedImage image = new TrustedImage(
        ImageReference.parse("a.example/b:1"), ONE, 7, RoleName.TARGETS, Set.of(RoleName.TARGETS),
        Set.of(new KeyId("00".repeat(32))), List.of(new TrustedImage.Link(RoleName.TARGETS, 1, EVENING)),
        Optional.empty(), List.of());
    return new VerifyCommand.Answer("b", new Verdict.Trusted(image.with(caveat)));
  }

  @Test
  void isToldToPeople() {
    Terminal terminal = new Terminal(System.in, System.out, System.err, Terminal.Reader.PROGRAM);
    assertEquals(
        "trusted    b  " + ONE + "  but as checked at " + NOON
            + ", since nobody can be asked: down [unreachable], until " + EVENING + "\n"
            + "trusted    b  " + ONE + "  but listed until " + NOON + ", now the tag is signed for " + TWO + ", until "
            + EVENING + "\n",
        new String(VerdictLines.of(ANSWERS, terminal), StandardCharsets.UTF_8));
  }

  @Test
  void isToldToPrograms() {
    List<JsonFile> answers =
        JsonFile.parse(new String(VerdictJson.array(ANSWERS), StandardCharsets.UTF_8)).elements();
    JsonFile outdated = answers.get(0).get("caveats").elements().get(0);
    assertEquals("Outdated", outdated.get("type").text());
    assertEquals(NOON.toString(), outdated.get("checked").text());
    assertEquals(EVENING.toString(), outdated.get("until").text());
    assertEquals("unreachable", outdated.get("outage").get("type").text());
    JsonFile former = answers.get(1).get("caveats").elements().get(0);
    assertEquals("FormerDigest", former.get("type").text());
    assertEquals(TWO.toString(), former.get("current").text());
    assertEquals(NOON.toString(), former.get("lastListed").text());
  }
}
