package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static dev.trustverifier.tuf.attack.Stage.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a verdict tells of signers. What it has to be is in the catalogue of the kit. */
class SignerEvidenceTest {
  private final Stage stage = new Stage(TrustMemory.forgetful());

  @Test
  void trustsWhatTheSignerSignedToo() {
    signedBy(ALICE);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "v1", Stage.digest("v1"));
    stage.publish("v1").assertTrusted("v1");
    Verdict.Trusted trusted = (Verdict.Trusted) stage.verdict("v1");
    assertEquals(Set.of(RoleName.TARGETS, ALICE), trusted.image().signers());
    assertEquals(
        List.of("root", "timestamp", "snapshot", "targets", "targets/alice"),
        trusted.image().chain().stream().map(link -> link.role().value()).toList());
  }

  @Test
  void countsOnePersonWithTwoRolesOnce() {
    signedBy(ALICE, BOB);
    RoleSigner person = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    for (RoleName role : List.of(ALICE, BOB)) {
      stage.publisher.delegate(role, RoleKeys.of(person), "").addTarget(role, "v1", Stage.digest("v1"));
    }
    Verdict verdict = stage.publish("v1").verdict("v1");
    Rejection.SignerMissing missing =
        assertInstanceOf(
            Rejection.SignerMissing.class, assertInstanceOf(Verdict.Rejected.class, verdict).rejection());
    assertEquals(SpecRule.SIGNERS_MET, missing.rule());
    assertEquals(Set.of(ALICE, BOB), missing.signed());
    assertEquals(2, missing.threshold());
    assertEquals("v1: signed by 1 of the 2 signers required, with keys of their own; missing: a key that no other signer"
        + " used", missing.message());
  }

  @Test
  void saysWhoIsMissingAndWhyIfAnybodyKnows() {
    signedBy(ALICE, BOB);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "v1", Stage.digest("v1"))
        .tamperEnvelope(ALICE, file -> file.signatures().clear());
    Verdict verdict = stage.publish("v1").verdict("v1");
    assertEquals("rejected: v1: signed by 0 of the 2 signers required, with keys of their own; missing: targets/alice"
        + " (targets/alice: signed by 0 of the 1 distinct keys required (1 may sign)), targets/bob [signers-met]",
        verdict.message());
  }

  @Test
  void trustsADigestByWhicheverOfItsNamesTheSignerSigned() {
    signedBy(ALICE);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "latest", Stage.digest("latest"))
        .addTarget(RoleName.TARGETS, "1.0", Stage.digest("latest"));
    stage.publish("latest").assertTrusted("latest").assertRejected("1.0", SpecRule.SIGNERS_MET, ALICE);
    ImageReference asked = ImageReference.parse(Stage.GUN + "@" + Stage.digest("latest"));
    Verdict verdict = stage.verdictOf(asked, stage.policy(), stage.memory);
    assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message());
  }

  private void signedBy(RoleName... signers) {
    stage.rule(rule().signedBy(new SignerRequirement(signers.length, List.of(signers))));
  }

  private static TrustRule.Verify rule() {
    return TrustRule.pinned(TrustPin.trustOnFirstUse());
  }
}
