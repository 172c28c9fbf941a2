package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys that come, go, stay or leak must not lead to. Found by hostile review. */
class KeyChangeAttacksTest {
  private final Stage stage = new Stage(new InProcessTrustMemory());

  @Test
  void aPinOnANewerRootIsNotEscapedByAMemoryOfAnOlderOne() {
    stage.publish("v1").rule(pinnedTo(stage.publisher.state())).assertTrusted("v1");
    State old = stage.publisher.state();
    stage.publisher.rotate(RoleName.ROOT);
    stage.publish("v2").rule(pinnedTo(stage.publisher.state()));
    State shown = old.with("2.root.json", stage.publisher.state().file("2.root.json").orElseThrow());
    stage.show(shown).assertRejected("v1", SpecRule.SNAPSHOT_LISTS_ROOT, RoleName.ROOT);
    stage.show(stage.publisher.state()).assertTrusted("v2");
  }

  @Test
  void aRootForkedWithALeakedKeyIsNotOfThePinnedChain() {
    stage.publish("v1").rule(pinnedTo(stage.publisher.state())).assertTrusted("v1");
    RoleSigner leaked = stage.publisher.keys(RoleName.ROOT).signers().get(0);
    SimulatedRepository thief =
        SimulatedRepository.of(Stage.GUN, stage.clock).addTarget(RoleName.TARGETS, "v1", Stage.digest("evil"))
            .keys(RoleName.ROOT, RoleKeys.of(leaked)).version(RoleName.ROOT, 2);
    stage.publisher.rotate(RoleName.ROOT);
    stage.publish("v2").rule(pinnedTo(stage.publisher.state()));
    stage.show(thief.publish());
    Verdict verdict = stage.verdict("v1");
    Rejection rejection = assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message()).rejection();
    assertEquals(SpecRule.MEMORY_PINNED, rejection.rule());
  }

  @Test
  void junkOnTheWayToAPinIsNamedAndNoReasonToForget() {
    stage.publish("v1").rule(pinnedTo(stage.publisher.state())).assertTrusted("v1");
    stage.publisher.rotate(RoleName.ROOT);
    stage.publish("v2").rule(pinnedTo(stage.publisher.state()));
    stage.show(stage.publisher.state().with("2.root.json", "junk".getBytes(StandardCharsets.UTF_8)));
    Verdict verdict = stage.verdict("v2");
    assertEquals(
        SpecRule.STRICT_JSON, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule(), verdict.message());
    stage.show(stage.publisher.state()).assertTrusted("v2");
  }

  @Test
  void aRememberedRootThatIsOfNoPinnedChainIsRefusedWithTheWayOut() {
    stage.publish("v1").rule(pinnedTo(stage.publisher.state())).assertTrusted("v1");
    stage.rule(pinnedTo(SimulatedRepository.of(Stage.GUN, stage.clock).publish()));
    Verdict verdict = stage.verdict("v1");
    assertEquals(SpecRule.MEMORY_PINNED, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule());
    assertTrue(verdict.message().contains("forgotten"), verdict.message());
  }

  private static TrustRule pinnedTo(State state) {
    return TrustRule.pinned(TrustPin.root(state.current(RoleName.ROOT)));
  }

  @Test
  void aKeyAddedToADelegationDoesNotLetItsOldFilesIn() {
    RoleKeys one = RoleKeys.fresh(KeyAlgorithm.ECDSA_P256);
    stage.publisher.delegate(RoleName.RELEASES, one, "").addTarget(RoleName.RELEASES, "v1", Stage.digest("hole"));
    stage.publisher.publish();
    stage.publisher.addTarget(RoleName.RELEASES, "v1", Stage.digest("v1"));
    stage.show(stage.publisher.publish()).assertTrusted("v1");
    RoleSigner another = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    stage.publisher.keys(RoleName.RELEASES, RoleKeys.of(one.signers().get(0), another));
    stage.publisher.addTarget(RoleName.RELEASES, "v1", Stage.digest("hole")).version(RoleName.RELEASES, 1);
    stage.show(stage.publisher.publish())
        .assertRejected("v1", SpecRule.VERSION_NOT_LOWER, RoleName.RELEASES);
  }

  @Test
  void aKeyAddedToTargetsDoesNotLetItsOldFilesIn() {
    stage.publish("v1").assertTrusted("v1");
    stage.publish("v2").assertTrusted("v2");
    RoleSigner one = stage.publisher.keys(RoleName.TARGETS).signers().get(0);
    stage.publisher.keys(RoleName.TARGETS, RoleKeys.of(one, RoleSigner.generate(KeyAlgorithm.ED25519)));
    stage.publisher.version(RoleName.TARGETS, 1);
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.VERSION_NOT_LOWER, RoleName.TARGETS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "snapshot"})
  void takingAThiefsKeyAwayHealsAFastForwardThoughAnotherKeyStays(String name) {
    RoleName role = new RoleName(name);
    RoleSigner thief = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    RoleSigner honest = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    stage.publisher.keys(role, RoleKeys.of(thief, honest));
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.version(role, 1_000_000_000L).tamperEnvelope(role, envelope -> envelope.drop(honest.id()));
    stage.show(stage.publisher.publish()).assertTrusted("v1");
    stage.publisher.keys(role, RoleKeys.of(honest)).version(role, 2);
    stage.publish("v2").assertTrusted("v2");
  }

  @Test
  void aRootUnderAnAuthorityThatHasEndedStillLeadsToTheCurrentOne() {
    Instant start = stage.clock.instant();
    CertificateAuthority before = CertificateAuthority.named("before", start.minus(Duration.ofDays(3640)));
    CertificateAuthority after = CertificateAuthority.named("after", start);
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(issuedBy(before, start)));
    TrustRule both =
        TrustRule.pinned(
            TrustPin.certificateAuthority(before.certificate()), TrustPin.certificateAuthority(after.certificate()));
    stage.publish("v1").rule(both).assertTrusted("v1");
    stage.clock.advance(Duration.ofDays(100));
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(issuedBy(after, start)));
    stage.publish("v2").assertTrusted("v2");
  }

  private static RoleSigner issuedBy(CertificateAuthority authority, Instant now) {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
        .issuedBy(authority, CertificateProfile.codeSigning(Stage.GUN.value(), now));
  }

  @Test
  void aDelegationGivenToOtherKeysWhoHaveNotSignedYetBlocksNobody() {
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a"));
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.undelegate(ALICE).delegate(ALICE);
    stage.publish("v2").assertTrusted("v2");
  }

  @Test
  void aRoleThatMayAnswerIsNotPassedOverForItsDelegatorsFault() {
    RoleName team = new RoleName("targets/team");
    RoleName ci = new RoleName("targets/team/ci");
    stage.publisher.delegate(team).sign(team).delegate(ci).addTarget(ci, "v1", Stage.digest("v1"));
    stage.rule(TrustRule.pinned(TrustPin.trustOnFirstUse()).lookIn(ci, RoleName.TARGETS));
    stage.publisher.addTarget(RoleName.TARGETS, "v1", Stage.digest("lesser"));
    stage.show(stage.publisher.publish()).assertTrusted("v1");
    stage.publisher.tamperEnvelope(team, envelope -> envelope.signatures().clear());
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.THRESHOLD_MET, team);
  }

  @Test
  void moreKeysThanAnybodyNeedsAreRefusedBeforeAnyIsTried() {
    RoleSigner[] crowd = new RoleSigner[129];
    Arrays.setAll(crowd, i -> RoleSigner.generate(KeyAlgorithm.ECDSA_P256));
    stage.publisher.keys(RoleName.SNAPSHOT, RoleKeys.of(crowd));
    stage.publish("v1").assertRejected("v1", SpecRule.KEYS_BOUNDED, RoleName.ROOT);
  }

  @Test
  void aThirdSignatureByOneKeyIsNotTried() {
    RoleSigner signer = stage.publisher.keys(RoleName.TARGETS).signers().get(0);
    stage.publisher.tamperEnvelope(
        RoleName.TARGETS,
        envelope -> {
          Object good = envelope.signatures().get(0);
          envelope.duplicate(signer.id()).duplicate(signer.id());
          envelope.signatures().stream()
              .filter(s -> s != good)
              .forEach(s -> ((JsonObject) s).put("sig", "AAAA"));
          envelope.signatures().add(envelope.signatures().remove(envelope.signatures().indexOf(good)));
        });
    stage.publish("v1").assertRejected("v1", SpecRule.THRESHOLD_MET, RoleName.TARGETS);
  }

  @Test
  void aRejectionIsNeverLessThanOneLine() {
    stage.publish("v1");
    stage.publisher.tamper(RoleName.TARGETS, body -> body.put("_type", "Tar\ngets\u001b[31m"));
    String message = stage.show(stage.publisher.publish()).verdict("v1").message();
    assertTrue(message.lines().count() == 1 && !message.contains("\u001b"), message);
  }
  @Test
  void aCertificatePinOnARootOfTwoKeysHasToBeOneOnEachOfThem() {
    RoleSigner first = certified();
    RoleSigner second = certified();
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(first, second).threshold(2));
    stage.publish("v1").rule(TrustRule.pinned(TrustPin.certificate(first.id())));
    stage.assertRejected("v1", SpecRule.ROOT_SIGNED_BY_ITSELF, RoleName.ROOT);
    String message = stage.verdict("v1").message();
    assertTrue(message.contains("as many keys have to be pinned as the threshold needs"), message);
    stage.rule(TrustRule.pinned(TrustPin.certificate(first.id()), TrustPin.certificate(second.id())));
    stage.assertTrusted("v1");
  }

  private RoleSigner certified() {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
        .selfSigned(CertificateProfile.codeSigning(Stage.GUN.value(), stage.clock.instant()));
  }

  @Test
  void anyOfSeveralPinnedRootsWillDoInWhateverOrder() {
    TrustPin own = TrustPin.root(stage.publisher.publish().current(RoleName.ROOT));
    TrustPin foreign =
        TrustPin.root(SimulatedRepository.of(Stage.GUN, stage.clock).publish().current(RoleName.ROOT));
    stage.publisher.rotate(RoleName.ROOT);
    stage.publish("v2");
    Stage other = new Stage(new InProcessTrustMemory()).show(stage.publisher.state());
    stage.rule(TrustRule.pinned(own, foreign)).assertTrusted("v2");
    other.rule(TrustRule.pinned(foreign, own)).assertTrusted("v2");
  }
}
