package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.SignedAs;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A verifier that is kept: what it answers without asking, and for how long. */
class WarmVerdictTest {
  private static final ImageReference IMAGE = ImageReference.parse(Stage.GUN + ":v1");
  private final Stage stage = new Stage(new InProcessTrustMemory());
  private TufTrustVerifier verifier = verifier(TrustRule.pinned(TrustPin.trustOnFirstUse()), Duration.ofDays(1000));

  private TufTrustVerifier verifier(TrustRule.Verify rule, Duration age) {
    return TufTrustVerifier.builder()
        .source(stage.server)
        .policy(TrustPolicy.builder().rule("registry.example/**", rule.freshness(Freshness.recheckAfter(age))).build())
        .memory(stage.memory)
        .clock(stage.clock)
        .build();
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void neverOutlivesTheRootsCertificate() {
    Instant now = stage.clock.instant();
    CertificateProfile brief =
        CertificateProfile.codeSigning(Stage.GUN.value(), now).valid(now, now.plus(Duration.ofDays(3)));
    stage.publisher.keys(
        RoleName.ROOT, RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).selfSigned(brief)));
    stage.publish("v1");
    assertTrusted();
    stage.clock.advance(Duration.ofDays(3));
    assertTrusted();
    stage.clock.advance(Duration.ofSeconds(1));
    assertRejected(SpecRule.ROOT_CERTIFICATE);
  }

  @Test
  void answersByAPinnedAuthorityWithoutAsking() {
    Instant now = stage.clock.instant();
    CertificateAuthority authority = CertificateAuthority.named("lab", now);
    RoleSigner signer =
        RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
            .issuedBy(authority, CertificateProfile.codeSigning(Stage.GUN.value(), now));
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(signer));
    verifier.close();
    verifier = verifier(TrustRule.pinned(TrustPin.certificateAuthority(authority.certificate())), Duration.ofDays(99));
    stage.publish("v1");
    assertTrusted();
    int asked = stage.server.requests().size();
    assertTrusted();
    assertEquals(asked, stage.server.requests().size());
  }

  @Test
  void neverOutlivesAPinnedAuthority() {
    Instant now = stage.clock.instant();
    CertificateAuthority ending = CertificateAuthority.named("ending", now.minus(Duration.ofDays(3645)));
    RoleSigner signer =
        RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
            .issuedBy(ending, CertificateProfile.codeSigning(Stage.GUN.value(), now));
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(signer));
    verifier.close();
    verifier = verifier(TrustRule.pinned(TrustPin.certificateAuthority(ending.certificate())), Duration.ofDays(99));
    stage.publish("v1");
    assertTrusted();
    stage.clock.advance(Duration.ofDays(13));
    assertRejected(SpecRule.ROOT_PINNED);
  }

  @Test
  void makesOneRequestWhereNothingHasChanged() {
    verifier.close();
    verifier = verifier(TrustRule.pinned(TrustPin.trustOnFirstUse()), Duration.ZERO);
    stage.publish("v1");
    assertTrusted();
    int asked = stage.server.requests().size();
    assertTrusted();
    assertEquals(List.of("timestamp.json"), stage.server.requestsSince(asked));
  }

  @Test
  void fetchesOnlyWhatThePublisherChanged() {
    verifier.close();
    verifier = verifier(TrustRule.pinned(TrustPin.trustOnFirstUse()), Duration.ZERO);
    stage.publish("v1");
    assertTrusted();
    int asked = stage.server.requests().size();
    stage.publish("v2");
    assertTrusted();
    List<String> since = stage.server.requestsSince(asked);
    assertEquals("timestamp.json", since.get(0));
    assertEquals(3, since.size(), since.toString());
  }

  @Test
  void verifiesAMirrorByTheNameOfItsOriginalAndPinsTheMirror() {
    verifier.close();
    TrustRule mirror =
        TrustRule.pinned(TrustPin.trustOnFirstUse())
            .signedAs(new SignedAs.Prefix("mirror.example/copy", "registry.example"));
    stage.publish("v1");
    TrustPolicy policy = TrustPolicy.builder().rule("mirror.example/copy/**", mirror).build();
    Verdict verdict =
        stage.verdictOf(ImageReference.parse("mirror.example/copy/app:v1"), policy, new InProcessTrustMemory());
    assertEquals(
        "mirror.example/copy/app:v1@" + Stage.digest("v1"), verdict.orElseThrow().pinnedReference());
  }

  private void assertTrusted() {
    Verdict verdict = verifier.verify(IMAGE);
    assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message());
  }

  private void assertRejected(SpecRule rule) {
    Verdict verdict = verifier.verify(IMAGE);
    assertEquals(rule, assertInstanceOf(Verdict.Rejected.class, verdict, verdict.message()).rejection().rule());
  }
}
