package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import org.junit.jupiter.api.Test;

/** What keys and pins must not lead to, beside the catalogue of the kit. Found by hostile review. */
class KeyChangeAttacksTest {
  private final Stage stage = new Stage(new InProcessTrustMemory());

  @Test
  void aRememberedRootThatIsOfNoPinnedChainIsRefusedWithTheWayOut() {
    stage.publish("v1").rule(pinnedTo(stage.publisher.state())).assertTrusted("v1");
    stage.rule(pinnedTo(SimulatedRepository.of(Stage.GUN, stage.clock).publish()));
    Verdict verdict = stage.verdict("v1");
    assertEquals(SpecRule.MEMORY_PINNED, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule());
    assertTrue(verdict.message().contains("forgotten"), verdict.message());
  }

  @Test
  void aSignerRemovedAndAddedAgainUnseenWithTheSameKeyIsRefusedWithTheWayOut() {
    RoleKeys keys = RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256));
    stage.publisher.delegate(Stage.ALICE, keys, "").addTarget(Stage.ALICE, "v1", Stage.digest("v1"));
    stage.publisher.version(Stage.ALICE, 7);
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.undelegate(Stage.ALICE);
    stage.publish("v2");
    stage.publisher.delegate(Stage.ALICE, keys, "");
    stage.publish("v3").assertRejected("v3", SpecRule.DELEGATION_STAYS, Stage.ALICE);
    assertTrue(stage.verdict("v3").message().contains("or have the collection forgotten"));
    stage.publisher.addTarget(Stage.ALICE, "v4", Stage.digest("v4")).version(Stage.ALICE, 1);
    stage.publish("v4").assertRejected("v4", SpecRule.VERSION_NOT_LOWER, Stage.ALICE);
    assertTrue(stage.verdict("v4").message().contains("or have the collection forgotten"));
  }

  private static TrustRule pinnedTo(State state) {
    return TrustRule.pinned(TrustPin.root(state.current(RoleName.ROOT)));
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
