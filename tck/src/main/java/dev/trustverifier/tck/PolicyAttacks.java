package dev.trustverifier.tck;

import static dev.trustverifier.RoleName.ROOT;
import static dev.trustverifier.SpecRule.POLICY_COVERS;
import static dev.trustverifier.SpecRule.POLICY_PERMITS;
import static dev.trustverifier.SpecRule.ROOT_CERTIFICATE;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection.Denied;
import dev.trustverifier.Rejection.InvalidCertificate;
import dev.trustverifier.policy.SignedAs;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import java.util.List;

/** What the policy alone decides, and nobody is asked about. */
final class PolicyAttacks {
  private static final String MIRROR = "mirror.example/copy/team/app";

  private PolicyAttacks() {}

  static List<Case> cases() {
    return List.of(
        Story.of("image-without-a-rule", POLICY_COVERS, "no rule covers the image, and it is well signed")
            .offered(stage -> stage.policy(TrustPolicy.builder().build()).release("v1"))
            .refused(Denied.class),
        Story.of("image-beside-a-rule", POLICY_COVERS, "a rule covers the image's neighbour")
            .offered(stage -> stage.policy(
                TrustPolicy.builder().rule(Stage.GUN + "-1", Stage.firstUse()).build()).release("v1"))
            .refused(Denied.class),
        Story.of("image-denied", POLICY_PERMITS, "a rule denies the image, and it is well signed")
            .offered(stage -> stage.rule(TrustRule.deny("withdrawn")).release("v1"))
            .refused(Denied.class),
        Story.of("image-denied-though-its-neighbours-are-exempt", POLICY_PERMITS, "the more specific rule denies")
            .offered(stage -> stage.policy(TrustPolicy.builder()
                .rule("registry.example/**", TrustRule.exempt("lab"))
                .rule(Stage.GUN.value(), TrustRule.deny("withdrawn")).build()).release("v1"))
            .refused(Denied.class),
        Story.of("image-exempt", POLICY_PERMITS, "a rule admits the image unsigned, and nobody is asked")
            .needs(Capability.EXEMPTIONS)
            .offered(stage -> stage.rule(TrustRule.exempt("lab")))
            .exempt(),
        Story.of("mirror-of-the-collection", ROOT_CERTIFICATE, "a mirror is verified by the name of its original")
            .needs(Capability.MIRRORS)
            .offered(stage -> mirrored(stage, Stage.firstUse().signedAs(
                new SignedAs.Prefix("mirror.example/copy", "registry.example"))))
            .trusted(),
        Story.of("mirror-that-is-not-declared", ROOT_CERTIFICATE,
                "the same files stand under another name, and no rule says that it is a mirror")
            .offered(stage -> {
              mirrored(stage, Stage.firstUse());
              stage.server.serve(stage.publisher.state().as(new Gun(MIRROR)));
            })
            .refused(InvalidCertificate.class, ROOT));
  }

  private static void mirrored(Stage stage, TrustRule rule) {
    stage.release("v1").policy(TrustPolicy.builder().rule("mirror.example/copy/**", rule).build())
        .asks(ImageReference.parse(MIRROR + ":v1"));
  }
}
