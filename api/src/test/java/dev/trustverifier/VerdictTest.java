package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {

  @Test
  void handsOutTheImageOnlyIfTrusted() {
    TrustedImage image = TrustedImageTest.image("alpine:3.20");
    assertSame(image, new Verdict.Trusted(image).orElseThrow());
  }

  static Stream<Verdict> throwsItselfOtherwise() {
    return Stream.of(
        new Verdict.Exempt("built here", "localhost/**"),
        new Verdict.Rejected(new Rejection.Denied(SpecRule.POLICY_COVERS, Optional.empty(), "no rule covers it")),
        new Verdict.Undecided(new Outage(Outage.Kind.TIMED_OUT, "no answer")));
  }

  @ParameterizedTest
  @MethodSource
  void throwsItselfOtherwise(Verdict verdict) {
    NotTrustedException thrown = assertThrows(NotTrustedException.class, verdict::orElseThrow);
    assertSame(verdict, thrown.verdict());
    assertEquals(verdict.message(), thrown.getMessage());
  }

  @Test
  void saysWhatWasDecidedAndWhy() {
    assertEquals(
        Stream.of(
            "exempt by the rule for localhost/**: built here",
            "rejected: no rule covers it [policy-covers]",
            "undecided: no answer [timed-out]").toList(),
        throwsItselfOtherwise().map(Verdict::message).toList());
  }

  @Test
  void keepsForeignTextInOneLine() {
    Verdict verdict = new Verdict.Undecided(new Outage(Outage.Kind.SERVER_ERROR, "500\r\ntrusted: evil"));
    assertEquals("undecided: 500\uFFFD\uFFFDtrusted: evil [server-error]", verdict.message());
  }
}
