package dev.trustverifier.tck;

import static dev.trustverifier.SpecRule.SIGNERS_AGREE;
import static dev.trustverifier.SpecRule.SIGNERS_MET;
import static dev.trustverifier.tck.Stage.ALICE;
import static dev.trustverifier.tck.Stage.BOB;

import dev.trustverifier.Rejection.DigestMismatch;
import dev.trustverifier.Rejection.SignerMissing;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.TargetFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Images that the signers whom a policy asks for have not signed, or not as such. */
final class SignerAttacks {
  private SignerAttacks() {}

  static List<Case> cases() {
    return List.of(
        signedBy("signer-has-signed-nothing", SIGNERS_MET, "the signer is delegated to, and has no file",
            publisher -> publisher.delegate(ALICE), ALICE)
            .refused(SignerMissing.class, ALICE),
        signedBy("signer-is-nobody", SIGNERS_MET, "nobody delegates to the signer", publisher -> { }, ALICE)
            .refused(SignerMissing.class, ALICE),
        signedBy("signer-has-signed-another-tag", SIGNERS_MET, "the signer has signed something else",
            publisher -> publisher.delegate(ALICE).addTarget(ALICE, "v2", Stage.digest("v1")), ALICE)
            .refused(SignerMissing.class, ALICE),
        signedBy("signer-beyond-its-paths", SIGNERS_MET, "the signer has signed a tag outside its paths",
            publisher -> publisher.delegate(ALICE, fresh(), "team-").addTarget(ALICE, "v1", Stage.digest("v1")), ALICE)
            .refused(SignerMissing.class, ALICE),
        signedBy("signers-file-unsigned", SIGNERS_MET, "the signer's file has no signature",
            publisher -> signs(publisher, ALICE).tamperEnvelope(ALICE, file -> file.signatures().clear()), ALICE)
            .refused(SignerMissing.class, ALICE),
        signedBy("one-of-two-signers", SIGNERS_MET, "two signers are asked for, and one has signed",
            publisher -> signs(publisher, ALICE).delegate(BOB), ALICE, BOB)
            .refused(SignerMissing.class, BOB),
        signedBy("one-person-with-two-roles", SIGNERS_MET, "two signers are asked for, and both have the same key",
            publisher -> {
              RoleKeys person = fresh();
              publisher.delegate(ALICE, person, "").delegate(BOB, person, "");
              signs(signs(publisher, ALICE, person), BOB, person);
            }, ALICE, BOB)
            .refused(new Expectation.Refusal(SignerMissing.class, SIGNERS_MET, Optional.empty())),
        signedBy("signer-has-signed-another-digest", SIGNERS_AGREE, "the signer has signed another image for the tag",
            publisher -> publisher.delegate(ALICE).addTarget(ALICE, "v1", Stage.digest("before")), ALICE)
            .refused(DigestMismatch.class, ALICE),
        signedBy("signer-has-signed-another-length", SIGNERS_AGREE,
            "the signer has signed another length for the image",
            publisher -> publisher.delegate(ALICE).addTarget(ALICE, "v1", TargetFile.of(Stage.digest("v1"), 7)), ALICE)
            .refused(DigestMismatch.class, ALICE),
        Story.of("signer-disagrees-though-enough-agree", SIGNERS_AGREE,
                "one of two signers is enough, and the other disagrees")
            .needs(Capability.SIGNERS, Capability.DELEGATIONS)
            .after(stage -> stage.rule(Stage.firstUse().signedBy(new SignerRequirement(1, List.of(ALICE, BOB)))))
            .offered(stage -> stage.serve(signs(stage.anotherPublisher(), ALICE)
                .delegate(BOB).addTarget(BOB, "v1", Stage.digest("other")).publish()))
            .sound().then(stage -> stage.rule(Stage.firstUse()).nextRelease()).refused(DigestMismatch.class, BOB),
        signedBy("signer-agrees", SIGNERS_MET,
            "the signer has signed the same", publisher -> signs(publisher, ALICE), ALICE)
            .trusted(),
        signedBy("two-signers-who-share-one-of-their-keys", SIGNERS_MET,
            "two signers share a key, and each has one of its own",
            publisher -> {
              RoleSigner both = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
              RoleSigner bobs = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
              signs(signs(publisher, ALICE, RoleKeys.of(both)), BOB, RoleKeys.of(both, bobs));
            }, ALICE, BOB)
            .trusted());
  }

  private static Story signedBy(
      String name, SpecRule rule, String told, Consumer<SimulatedRepository> change,
      RoleName... signers) {
    return Story.of(name, rule, told)
        .needs(Capability.SIGNERS, Capability.DELEGATIONS)
        .after(stage -> stage.rule(Stage.firstUse().signedBy(
            new SignerRequirement(signers.length, List.of(signers)))))
        .firstUse(change)
        .sound().then(stage -> stage.rule(Stage.firstUse()).nextRelease());
  }

  private static RoleKeys fresh() {
    return RoleKeys.fresh(KeyAlgorithm.ECDSA_P256);
  }

  private static SimulatedRepository signs(SimulatedRepository publisher, RoleName role) {
    return signs(publisher, role, fresh());
  }

  private static SimulatedRepository signs(SimulatedRepository publisher, RoleName role, RoleKeys keys) {
    return publisher.delegate(role, keys, "").addTarget(role, "v1", TargetFile.of(Stage.digest("v1"), 1024));
  }
}
