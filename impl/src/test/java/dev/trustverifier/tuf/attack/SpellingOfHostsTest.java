package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import org.junit.jupiter.api.Test;

/** A host may be spelt in many ways, by whoever names an image; a certificate for all collections fits every one. */
class SpellingOfHostsTest {
  private final Stage stage = new Stage(new InProcessTrustMemory());
  private final RoleSigner anyone =
      RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
          .selfSigned(CertificateProfile.codeSigning("*", stage.clock.instant()));
  private final TrustPolicy policy =
      TrustPolicy.builder()
          .rule(Stage.GUN.value(), TrustRule.pinned(TrustPin.certificate(anyone.id())))
          .build();

  private Verdict verdict(String image) {
    return stage.verdictOf(ImageReference.parse(image), policy, stage.memory);
  }

  @Test
  void whatWasSeenUnderOneSpellingIsKnownUnderAllOthers() {
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(anyone));
    stage.publish("v1");
    State old = stage.publisher.state();
    stage.publish("v2");
    assertInstanceOf(Verdict.Trusted.class, verdict("registry.example/app:v2"));
    stage.show(old.as(new Gun("REGISTRY.example/app")));
    Verdict verdict = verdict("REGISTRY.example/app:v1");
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message());
    assertEquals(SpecRule.VERSION_NOT_LOWER, rejected.rejection().rule(), verdict.message());
  }
}
