package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.RoleName.SNAPSHOT;
import static dev.trustverifier.RoleName.TARGETS;
import static dev.trustverifier.RoleName.TIMESTAMP;
import static dev.trustverifier.SpecRule.ROOT_SIGNED_BY_ITSELF;
import static dev.trustverifier.SpecRule.THRESHOLD_MET;
import static dev.trustverifier.SpecRule.THRESHOLD_POSITIVE;

import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.ThresholdNotMet;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.util.List;
import java.util.stream.Stream;

/** Too few signatures that look like enough, and thresholds that ask for none. */
final class ThresholdAttacks {
  private ThresholdAttacks() {}

  static List<Case> cases() {
    Stream<Case> everywhere = Stream.of(TIMESTAMP, SNAPSHOT, TARGETS).flatMap(role -> Stream.of(
        Story.of("one-of-two-signs-" + role, THRESHOLD_MET, "two keys must sign, and one has")
            .firstUse(publisher -> two(publisher, role)
                .tamperEnvelope(role, file -> file.drop(last(publisher, role).id())))
            .refused(ThresholdNotMet.class, role),
        Story.of("duplicate-signature-of-" + role, THRESHOLD_MET, "two keys must sign, and one has signed twice")
            .firstUse(publisher -> two(publisher, role)
                .tamperEnvelope(role, file -> file.drop(last(publisher, role).id())
                    .duplicate(publisher.keys(role).signers().get(0).id())))
            .refused(ThresholdNotMet.class, role),
        Story.of("second-signature-of-" + role + "-by-one-key", THRESHOLD_MET,
                "two keys must sign, and one has signed twice with different numbers")
            .firstUse(publisher -> two(publisher, role)
                .tamperEnvelope(role, file -> file.drop(last(publisher, role).id())
                    .sign(publisher.keys(role).signers().get(0))))
            .refused(ThresholdNotMet.class, role),
        threshold("threshold-of-" + role + "-is-zero", "a role needs no signature", role, 0)));
    return Stream.of(everywhere, root(), guises(), values(), honest()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> root() {
    return Stream.of(
        Story.of("one-of-two-signs-root", ROOT_SIGNED_BY_ITSELF, "two keys must sign the first root, and one has")
            .offered(stage -> {
              SimulatedRepository other = twoRootKeys(stage);
              other.tamperEnvelope(ROOT, file -> file.drop(last(other, ROOT).id()));
              stage.serve(other.publish());
            })
            .refused(ThresholdNotMet.class, ROOT),
        Story.of("duplicate-signature-of-root", ROOT_SIGNED_BY_ITSELF,
                "two keys must sign the first root, and one has twice")
            .offered(stage -> {
              SimulatedRepository other = twoRootKeys(stage);
              other.tamperEnvelope(ROOT, file -> file.drop(last(other, ROOT).id())
                  .duplicate(other.keys(ROOT).signers().get(0).id()));
              stage.serve(other.publish());
            })
            .refused(ThresholdNotMet.class, ROOT),
        threshold("threshold-of-root-is-zero", "the root needs no signature", ROOT, 0),
        Story.of("one-root-key-in-two-certificates", ROOT_SIGNED_BY_ITSELF,
                "two keys must sign the root, and one has, in two certificates")
            .offered(stage -> {
              RoleSigner key = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
              CertificateProfile profile = CertificateProfile.codeSigning(Stage.GUN.value(), stage.clock.instant());
              SimulatedRepository other = stage.anotherPublisher();
              other.keys(ROOT, new RoleKeys(2, List.of(key.selfSigned(profile), key.selfSigned(profile))));
              stage.serve(other.publish());
            })
            .refused(ThresholdNotMet.class, ROOT));
  }

  private static Stream<Case> guises() {
    return Stream.of(
        Story.of("one-key-in-two-guises", THRESHOLD_MET, "two keys must sign, and one has, bare and in a certificate")
            .offered(stage -> {
              RoleSigner bare = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
              RoleSigner dressed = bare.selfSigned(CertificateProfile.codeSigning("x", stage.clock.instant()));
              SimulatedRepository other = stage.anotherPublisher();
              other.keys(TARGETS, new RoleKeys(2, List.of(bare, dressed)));
              stage.serve(other.publish());
            })
            .refused(ThresholdNotMet.class, TARGETS),
        Story.of("key-id-listed-twice", THRESHOLD_MET, "two keys must sign, and the role lists one id twice")
            .firstUse(publisher -> {
              RoleSigner only = publisher.keys(TARGETS).signers().get(0);
              publisher.keys(TARGETS, new RoleKeys(2, List.of(only, only)));
            })
            .refused(ThresholdNotMet.class, TARGETS),
        Story.of("threshold-above-the-number-of-keys", THRESHOLD_MET, "three keys must sign, and there are two")
            .firstUse(publisher -> two(publisher, TARGETS).setThreshold(TARGETS, 3))
            .refused(ThresholdNotMet.class, TARGETS),
        Story.of("role-without-keys", THRESHOLD_MET, "one key must sign, and the role lists none")
            .firstUse(publisher -> publisher.tamper(ROOT, body -> role(body, TARGETS).put("keyids", List.of())))
            .refused(ThresholdNotMet.class, TARGETS));
  }

  private static Stream<Case> values() {
    return Stream.of(
        threshold("threshold-below-zero", "a role needs less than no signature", TARGETS, -1),
        threshold("threshold-in-quotes", "a threshold is a text", TARGETS, "1"),
        Story.of("threshold-missing", THRESHOLD_POSITIVE, "a role has no threshold")
            .firstUse(publisher -> publisher.tamper(ROOT, body -> role(body, TARGETS).remove("threshold")))
            .refused(Malformed.class, ROOT),
        Story.of("threshold-of-a-delegation-is-zero", THRESHOLD_POSITIVE, "a delegation needs no signature")
            .needs(Capability.DELEGATIONS)
            .firstUse(publisher -> publisher.delegate(RoleName.RELEASES).setThreshold(RoleName.RELEASES, 0)
                .addTarget(RoleName.RELEASES, "v1", Stage.digest("evil"))
                .tamperEnvelope(RoleName.RELEASES, file -> file.signatures().clear()))
            .refused(Malformed.class, TARGETS));
  }

  private static Case threshold(String name, String told, RoleName role, Object value) {
    return Story.of(name, THRESHOLD_POSITIVE, told)
        .firstUse(publisher -> publisher.tamper(ROOT, body -> role(body, role).put("threshold", value)))
        .refused(Malformed.class, ROOT);
  }

  private static Stream<Case> honest() {
    return Stream.of(
        Story.of("two-of-two-sign", THRESHOLD_MET, "two keys must sign every file, and have")
            .firstUse(publisher -> List.of(TIMESTAMP, SNAPSHOT, TARGETS).forEach(role -> two(publisher, role)))
            .trusted(),
        Story.of("two-of-three-sign", THRESHOLD_MET, "two of three keys must sign, and the third has not")
            .firstUse(publisher -> publisher
                .keys(TARGETS, RoleKeys.fresh(p256(), p256(), p256()).threshold(2))
                .tamperEnvelope(TARGETS, file -> file.drop(last(publisher, TARGETS).id())))
            .trusted(),
        Story.of("good-signature-after-a-broken-one-of-the-same-key", THRESHOLD_MET,
                "a key has a broken signature, and then a good one")
            .firstUse(publisher -> publisher.tamperEnvelope(TARGETS, file -> {
              JsonObject good = (JsonObject) file.signatures().get(0);
              file.signatures().add(0, good.copy().put("sig", "AAAA"));
            }))
            .trusted(),
        Story.of("role-that-nobody-knows", THRESHOLD_POSITIVE, "the root gives keys to a role of tomorrow, too")
            .firstUse(publisher -> publisher.tamper(
                ROOT, body -> body.object("roles").put("mirror", new JsonObject().put("threshold", 0))))
            .trusted());
  }

  private static JsonObject role(JsonObject root, RoleName role) {
    return root.object("roles").object(role.value());
  }

  private static SimulatedRepository two(SimulatedRepository publisher, RoleName role) {
    return publisher.keys(role, RoleKeys.fresh(p256(), p256()).threshold(2));
  }

  private static SimulatedRepository twoRootKeys(Stage stage) {
    return stage.anotherPublisher().keys(ROOT, new RoleKeys(2, List.of(stage.rootKey(), stage.rootKey())));
  }

  private static RoleSigner last(SimulatedRepository publisher, RoleName role) {
    List<RoleSigner> signers = publisher.keys(role).signers();
    return signers.get(signers.size() - 1);
  }

  private static KeyAlgorithm p256() {
    return KeyAlgorithm.ECDSA_P256;
  }
}
