package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static dev.trustverifier.tuf.attack.Stage.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
import dev.trustverifier.tck.repository.TargetFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may answer for a tag, who may sign it besides, and what a broken delegation leads to. */
class DelegationAttacksTest {
  private final Stage stage = new Stage(TrustMemory.forgetful());

  @Test
  void refusesEveryLookUpWhereTheReleasesHaveExpired() {
    releases();
    stage.publisher.expires(RoleName.RELEASES, stage.clock.instant().plus(Duration.ofDays(1)));
    stage.publish("fallback").assertTrusted("v1");
    stage.clock.advance(Duration.ofDays(2));
    stage.assertRejected("v1", SpecRule.NOT_EXPIRED, RoleName.RELEASES);
    stage.assertRejected("fallback", SpecRule.NOT_EXPIRED, RoleName.RELEASES);
  }

  @Test
  void refusesEveryLookUpWhereTheReleasesAreUnderTheirThreshold() {
    releases();
    stage.publisher.tamperEnvelope(RoleName.RELEASES, envelope -> envelope.signatures().clear());
    stage.publish("fallback").assertRejected("fallback", SpecRule.THRESHOLD_MET, RoleName.RELEASES);
  }

  @Test
  void passesOverAnotherDelegationThatHasExpired() {
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a"));
    stage.publisher.expires(ALICE, stage.clock.instant().minusSeconds(1));
    stage.publish("v1").assertTrusted("v1");
  }

  @Test
  void passesOverTheReleasesThatNobodyHasSignedYet() {
    stage.publisher.delegate(RoleName.RELEASES);
    stage.publish("v1").assertTrusted("v1");
  }

  @Test
  void doesNotLetAChildOfTheReleasesAnswerOrBlock() {
    RoleName child = new RoleName("targets/releases/x");
    releases();
    stage.publisher.delegate(child).addTarget(child, "v9", Stage.digest("evil"));
    stage.publish("v9").assertTrusted("v9");
  }

  @Test
  void saysThatARoleListsATagBeyondItsPaths() {
    RoleKeys keys = RoleKeys.fresh(KeyAlgorithm.ECDSA_P256);
    stage.publisher.delegate(RoleName.RELEASES, keys, "team-").addTarget(RoleName.RELEASES, "v1", Stage.digest("v1"));
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.PATHS_RESPECTED, RoleName.RELEASES);
  }

  private void releases() {
    stage.publisher.delegate(RoleName.RELEASES).addTarget(RoleName.RELEASES, "v1", Stage.digest("v1"));
  }

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
  void missesASignerThatIsOnlyAMember() {
    signedBy(ALICE);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "other", Stage.digest("other"));
    stage.publish("v1").assertRejected("v1", SpecRule.SIGNERS_MET, ALICE);
  }

  @Test
  void missesASignerBeyondItsPaths() {
    signedBy(ALICE);
    stage.publisher.delegate(ALICE, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256), "team-")
        .addTarget(ALICE, "v1", Stage.digest("v1"));
    stage.publish("v1").assertRejected("v1", SpecRule.SIGNERS_MET, ALICE);
  }

  @Test
  void refusesATagThatASignerSignedForAnotherDigestOrLength() {
    signedBy(ALICE);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "v1", Stage.digest("before"));
    stage.publish("v1").assertRejected("v1", SpecRule.SIGNERS_AGREE, ALICE);
    stage.publisher.addTarget(ALICE, "v1", TargetFile.of(Stage.digest("v1"), 7));
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.SIGNERS_AGREE, ALICE);
  }

  @Test
  void refusesADisagreementEvenWhereEnoughOthersAgree() {
    stage.rule(rule().signedBy(new SignerRequirement(1, List.of(ALICE, BOB))));
    stage.publisher.delegate(ALICE).addTarget(ALICE, "v1", Stage.digest("v1"));
    stage.publisher.delegate(BOB).addTarget(BOB, "v1", Stage.digest("other"));
    stage.publish("v1").assertRejected("v1", SpecRule.SIGNERS_AGREE, BOB);
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
  }

  @Test
  void tellsSignersApartWhereEachHasAKeyOfItsOwn() {
    signedBy(ALICE, BOB);
    RoleSigner both = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    RoleSigner bobs = RoleSigner.generate(KeyAlgorithm.ED25519);
    stage.publisher.delegate(ALICE, RoleKeys.of(both), "").addTarget(ALICE, "v1", Stage.digest("v1"));
    stage.publisher.delegate(BOB, RoleKeys.of(both, bobs), "").addTarget(BOB, "v1", Stage.digest("v1"));
    stage.publish("v1").assertTrusted("v1");
  }

  private void signedBy(RoleName... signers) {
    stage.rule(rule().signedBy(new SignerRequirement(signers.length, List.of(signers))));
  }

  private static TrustRule.Verify rule() {
    return TrustRule.pinned(TrustPin.trustOnFirstUse());
  }
}
