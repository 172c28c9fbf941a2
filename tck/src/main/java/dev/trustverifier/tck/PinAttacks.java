package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.SpecRule.MEMORY_PINNED;
import static dev.trustverifier.SpecRule.ROOT_PINNED;
import static dev.trustverifier.SpecRule.ROTATION_PINNED;
import static dev.trustverifier.SpecRule.SNAPSHOT_LISTS_ROOT;
import static dev.trustverifier.SpecRule.STRICT_JSON;
import static dev.trustverifier.SpecRule.VERSION_UNIQUE;

import dev.trustverifier.Rejection.Inconsistent;
import dev.trustverifier.Rejection.Malformed;
import dev.trustverifier.Rejection.Unpinned;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Roots that are sound, and not the ones that were pinned. */
final class PinAttacks {
  private PinAttacks() {}

  static List<Case> cases() {
    return Stream.of(strangers(), rotations(), memories(), honest()).flatMap(cases -> cases).toList();
  }

  private static Stream<Case> strangers() {
    return Stream.of(
        Story.of("stranger-against-a-pinned-root", VERSION_UNIQUE, "a root is pinned, and somebody else publishes")
            .needs(Capability.ROOT_PINS)
            .after(stage -> stage.rule(rootOf(stage.publisher.publish())))
            .offered(stage -> stage.serve(stage.anotherPublisher().publish()))
            .then(stage -> stage.release("next").trusts("next"))
            .refused(
                new Expectation.Refusal(Inconsistent.class, VERSION_UNIQUE, Optional.of(ROOT)),
                new Expectation.Refusal(Unpinned.class, ROOT_PINNED, Optional.of(ROOT))),
        Story.of("stranger-against-a-pinned-certificate", ROOT_PINNED,
                "a certificate is pinned, and somebody else publishes")
            .needs(Capability.CERTIFICATE_PINS)
            .after(stage -> stage.rule(certificateOf(stage.publisher)))
            .offered(stage -> stage.serve(stage.anotherPublisher().publish()))
            .refused(Unpinned.class, ROOT),
        Story.of("pinned-certificate-listed-by-a-stranger", ROOT_PINNED,
                "somebody else lists the pinned certificate among the root's, and cannot sign by it")
            .needs(Capability.CERTIFICATE_PINS)
            .after(stage -> stage.rule(certificateOf(stage.publisher)))
            .offered(stage -> {
              RoleSigner pinned = stage.publisher.keys(ROOT).signers().get(0);
              SimulatedRepository other = stage.anotherPublisher();
              other.keys(ROOT, RoleKeys.of(other.keys(ROOT).signers().get(0), pinned))
                  .tamperEnvelope(ROOT, file -> file.drop(pinned.id()));
              stage.serve(other.publish());
            })
            .refused(Unpinned.class, ROOT),
        Story.of("certificate-of-another-authority", ROOT_PINNED, "an authority is pinned, and another one has issued")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(stage -> issuedTo(stage, stage.publisher))
            .offered(stage -> stage.serve(
                certified(stage, authority(stage, "other"), stage.anotherPublisher()).publish()))
            .refused(Unpinned.class, ROOT),
        Story.of("authority-of-the-same-name", ROOT_PINNED, "another authority calls itself as the pinned one")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(stage -> issuedTo(stage, stage.publisher))
            .offered(stage -> stage.serve(
                certified(stage, authority(stage, "lab"), stage.anotherPublisher()).publish()))
            .refused(Unpinned.class, ROOT));
  }

  private static CertificateAuthority authority(Stage stage, String name) {
    return CertificateAuthority.named(name, stage.clock.instant());
  }

  private static void issuedTo(Stage stage, SimulatedRepository publisher) {
    CertificateAuthority lab = authority(stage, "lab");
    certified(stage, lab, publisher);
    stage.rule(Stage.pinned(TrustPin.certificateAuthority(lab.certificate())));
  }

  private static SimulatedRepository certified(Stage stage, CertificateAuthority by, SimulatedRepository publisher) {
    return publisher.keys(ROOT, RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).issuedBy(by, profile(stage))));
  }

  private static CertificateProfile profile(Stage stage) {
    return CertificateProfile.codeSigning(Stage.GUN.value(), stage.clock.instant());
  }

  private static TrustRule rootOf(State state) {
    return Stage.pinned(TrustPin.root(state.current(ROOT)));
  }

  private static TrustRule certificateOf(SimulatedRepository publisher) {
    return Stage.pinned(TrustPin.certificate(publisher.keys(ROOT).signers().get(0).id()));
  }

  private static Stream<Case> rotations() {
    return Stream.of(
        Story.of("rotation-away-from-a-pinned-certificate", ROTATION_PINNED,
                "a well-signed rotation leads to a certificate that is not the pinned one")
            .needs(Capability.CERTIFICATE_PINS)
            .after(stage -> {
              stage.rule(certificateOf(stage.publisher));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.serve(stage.publisher.rotate(ROOT).publish()))
            .then(Stage::takenBack)
            .refused(Unpinned.class, ROOT),
        Story.of("rotation-away-from-a-pinned-authority", ROTATION_PINNED,
                "a well-signed rotation leads to a certificate that the pinned authority has not issued")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(stage -> {
              issuedTo(stage, stage.publisher);
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.serve(
                stage.publisher.keys(ROOT, RoleKeys.of(stage.rootKey())).publish()))
            .then(Stage::takenBack)
            .refused(Unpinned.class, ROOT),
        Story.of("authority-that-ends-within-the-time", ROOT_PINNED,
                "the pinned authority ends before the time is over for which an answer is good")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(stage -> {
              CertificateAuthority ending = endingAuthority(stage);
              certified(stage, ending, stage.publisher);
              stage.rule(Stage.pinned(TrustPin.certificateAuthority(ending.certificate()))
                  .freshness(Freshness.recheckAfter(Duration.ofDays(30))));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.later(Duration.ofDays(11)))
            .then(stage -> stage.later(Duration.ofDays(-11)).honestUpdate())
            .refused(Unpinned.class, ROOT),
        Story.of("newer-pin-beside-an-older-memory", SNAPSHOT_LISTS_ROOT,
                "a newer root is pinned than the remembered one, and the server shows the state of before")
            .needs(Capability.ROOT_PINS)
            .after(PinAttacks::pinnedAnew)
            .offered(stage -> {
              byte[] second = stage.publisher.state().file("2.root.json").orElseThrow();
              stage.serve(stage.publisher.history().get(0).with("2.root.json", second));
            })
            .refused(Inconsistent.class, ROOT),
        Story.of("root-forked-with-a-leaked-key", MEMORY_PINNED,
                "a newer root is pinned than the remembered, and a thief of the old key shows another of its version")
            .needs(Capability.ROOT_PINS)
            .after(stage -> stage.rule(rootOf(stage.release("v1").publisher.state())).trusts("v1"))
            .offered(stage -> {
              RoleSigner leaked = stage.publisher.keys(ROOT).signers().get(0);
              SimulatedRepository thief = stage.anotherPublisher().keys(ROOT, RoleKeys.of(leaked)).version(ROOT, 2);
              stage.rule(rootOf(stage.publisher.rotate(ROOT).publish())).serve(thief.publish());
            })
            .then(stage -> stage.serve(stage.publisher.state()).trusts("v1"))
            .refused(Unpinned.class, ROOT),
        Story.of("junk-on-the-way-to-a-pin", STRICT_JSON, "the root between the remembered and the pinned one is junk")
            .needs(Capability.ROOT_PINS)
            .after(PinAttacks::pinnedAnew)
            .offered(stage -> stage.serve(stage.publisher.state().with(
                "2.root.json", "junk".getBytes(StandardCharsets.UTF_8))))
            .refused(Malformed.class, ROOT));
  }

  /** Root 1 is pinned and seen; then root 2 is published and pinned, and not yet seen. */
  private static void pinnedAnew(Stage stage) {
    stage.rule(rootOf(stage.release("v1").publisher.state())).trusts("v1");
    stage.publisher.rotate(ROOT);
    stage.rule(rootOf(stage.publisher.publish()));
  }

  private static Stream<Case> memories() {
    return Stream.of(
        Story.of("other-certificate-pinned-than-remembered", MEMORY_PINNED,
                "the pin is changed, and the remembered root does not meet it")
            .needs(Capability.CERTIFICATE_PINS)
            .after(stage -> {
              stage.rule(certificateOf(stage.publisher));
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> stage.rule(certificateOf(stage.anotherPublisher())))
            .refused(Unpinned.class, ROOT),
        Story.of("other-root-pinned-than-remembered", MEMORY_PINNED,
                "the pinned root is of another chain than the memory's")
            .needs(Capability.ROOT_PINS)
            .after(stage -> stage.rule(rootOf(stage.release("v1").publisher.state())).trusts("v1"))
            .offered(stage -> stage.rule(rootOf(stage.anotherPublisher().publish())))
            .refused(Unpinned.class, ROOT),
        Story.of("first-use-is-no-pin", ROOT_PINNED, "what was believed on first use is now pinned, to somebody else")
            .needs(Capability.CERTIFICATE_PINS)
            .after(stage -> stage.serve(stage.anotherPublisher().publish()).trusts("v1"))
            .offered(stage -> stage.rule(certificateOf(stage.publisher)))
            .then(stage -> stage.rule(certificateOf(stage.publisher)).release("next").trusts("next"))
            .refused(Unpinned.class, ROOT));
  }

  private static Stream<Case> honest() {
    return Stream.of(
        Story.of("root-believed-on-first-use", ROOT_PINNED, "the policy believes the first root that it sees")
            .firstUse(publisher -> { })
            .trusted(),
        Story.of("pinned-root-and-two-rotations", ROOT_PINNED,
                "the first root is pinned, and a new client meets the third")
            .needs(Capability.ROOT_PINS)
            .offered(stage -> {
              stage.rule(rootOf(stage.publisher.publish()));
              stage.publisher.rotate(ROOT).publish();
              stage.publisher.rotate(ROOT);
              stage.release("v1");
            })
            .trusted(),
        Story.of("pinned-certificate", ROOT_PINNED, "the root has the pinned certificate")
            .needs(Capability.CERTIFICATE_PINS)
            .offered(stage -> stage.rule(certificateOf(stage.publisher)).release("v1"))
            .trusted(),
        Story.of("rotation-under-a-pinned-authority", ROTATION_PINNED,
                "a rotation leads to another certificate of the authority")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(stage -> {
              issuedTo(stage, stage.publisher);
              stage.release("v1").trusts("v1");
            })
            .offered(stage -> {
              stage.publisher.rotate(ROOT);
              stage.release("v2").asks("v2");
            })
            .trusted(),
        Story.of("authority-above-another", ROOT_PINNED, "an authority above the one that issued is pinned")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .offered(stage -> {
              CertificateAuthority top = authority(stage, "top");
              certified(stage, top.intermediate(KeyAlgorithm.ECDSA_P256, profile(stage).named("lab").usages()),
                  stage.publisher);
              stage.rule(Stage.pinned(TrustPin.certificateAuthority(top.certificate()))).release("v1");
            })
            .trusted(),
        Story.of("authority-ended-on-the-way", ROTATION_PINNED,
                "the authority of the remembered root has ended since, and that of the next one is pinned, too")
            .needs(Capability.CERTIFICATE_AUTHORITY_PINS)
            .after(PinAttacks::underAnEndingAuthority)
            .offered(stage -> { })
            .trusted());
  }

  /** Which has ten days left. */
  private static CertificateAuthority endingAuthority(Stage stage) {
    return CertificateAuthority.named("before", stage.clock.instant().minus(Duration.ofDays(3640)));
  }

  private static void underAnEndingAuthority(Stage stage) {
    CertificateAuthority before = endingAuthority(stage);
    CertificateAuthority after = authority(stage, "after");
    certified(stage, before, stage.publisher);
    stage.rule(Stage.pinned(
        TrustPin.certificateAuthority(before.certificate()), TrustPin.certificateAuthority(after.certificate())));
    stage.release("v1").trusts("v1");
    stage.clock.advance(Duration.ofDays(100));
    certified(stage, after, stage.publisher);
    stage.release("v2").asks("v2");
  }
}
