package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the reference client, notary 0.7, lets through and this one does not. Each test says first what the reference
 * does. The holes that need a cache of theirs are told of in {@link RememberedAttacksTest}, those of pins in {@link
 * KeyChangeAttacksTest}, those of single files in {@code expected.tsv}.
 */
class ReferenceHolesTest {
  private final Stage stage = new Stage(new InProcessTrustMemory());

  /** The reference checks the last of two members and merges both: the server adds a tag under a good signature. */
  @Test
  void aMemberGivenTwiceAddsNoTag() {
    stage.publisher.tamperFile(
        RoleName.TARGETS,
        file -> {
          String text = new String(file, StandardCharsets.UTF_8);
          String evil = "{\"signed\":{\"targets\":{\"evil\":{\"hashes\":{},\"length\":1}},";
          return text.replaceFirst("\\{\"signed\":\\{", Matcher.quoteReplacement(evil))
              .getBytes(StandardCharsets.UTF_8);
        });
    stage.publish("v1").assertRejected("v1", SpecRule.UNIQUE_MEMBERS, RoleName.TARGETS);
  }

  /** The reference answers from its cache whenever the server says 401, 403 or 5xx: to block is to freeze. */
  @ParameterizedTest
  @EnumSource(value = Outage.Kind.class, names = {"UNAUTHORISED", "FORBIDDEN", "SERVER_ERROR", "UNREACHABLE"})
  void anOutageIsNoTrust(Outage.Kind kind) {
    stage.publish("v1").assertTrusted("v1");
    stage.server.fail(new Outage(kind, "no"));
    Verdict verdict = stage.verdict("v1");
    assertEquals(kind, assertInstanceOf(Verdict.Undecided.class, verdict).outage().kind());
  }

  /** The reference answers from its cache when the collection is deleted. */
  @Test
  void aDeletedCollectionIsRefused() {
    stage.publish("v1").assertTrusted("v1");
    stage.show(new State(Stage.GUN, Map.of()))
        .assertRejected("v1", SpecRule.COLLECTION_STAYS, RoleName.TIMESTAMP);
  }

  /** Docker's client always trusts the first root it sees, and cannot be told another. */
  @Test
  void withoutAPinThereIsNoTrust() {
    Verdict verdict =
        stage.publish("v1").verdictOf(
            ImageReference.parse(Stage.GUN + ":v1"), TrustPolicy.builder().build(), stage.memory);
    assertEquals(SpecRule.POLICY_COVERS, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrustRule.Verify(List.of(), List.of(RoleName.TARGETS), Optional.empty(),
            Optional.empty(), Freshness.defaults()));
  }

  /** The reference forgets its pins once it has cached a root. */
  @Test
  void aCachedRootMeetsThePinsToo() {
    stage.publish("v1");
    TrustPin known = TrustPin.certificate(stage.publisher.keys(RoleName.ROOT).signers().get(0).id());
    stage.rule(TrustRule.pinned(known)).assertTrusted("v1");
    TrustPin other = TrustPin.certificate(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).id());
    stage.rule(TrustRule.pinned(other)).assertRejected("v1", SpecRule.MEMORY_PINNED, RoleName.ROOT);
  }

  /** The reference takes a common name {@code registry.example/a*} for any collection that begins so. */
  @Test
  void aWildcardEndsAtASegment() {
    stage.publisher.keys(RoleName.ROOT, RoleKeys.of(named("registry.example/a*")));
    stage.publish("v1").assertRejected("v1", SpecRule.ROOT_CERTIFICATE, RoleName.ROOT);
    Stage whole = new Stage(new InProcessTrustMemory());
    whole.publisher.keys(RoleName.ROOT, RoleKeys.of(named("registry.example/*")));
    whole.publish("v1").assertTrusted("v1");
  }

  private RoleSigner named(String commonName) {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
        .selfSigned(CertificateProfile.codeSigning(commonName, stage.clock.instant()));
  }

  /** The reference counts key ids: one key, bare and in a certificate, signs for two. */
  @Test
  void oneKeyInTwoGuisesCountsOnce() {
    RoleSigner bare = RoleSigner.generate(KeyAlgorithm.ECDSA_P256);
    RoleSigner dressed = bare.selfSigned(CertificateProfile.codeSigning("x", stage.clock.instant()));
    stage.publisher.keys(RoleName.TARGETS, RoleKeys.of(bare, dressed).threshold(2));
    stage.publish("v1").assertRejected("v1", SpecRule.THRESHOLD_MET, RoleName.TARGETS);
  }

  /** The reference's {@code docker trust inspect} shows signers that are not entitled to a tag. */
  @Test
  void inspectionShowsNoRowBeyondARolesPaths() {
    stage.publisher.delegate(ALICE, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256), "team-")
        .addTarget(ALICE, "v1", Stage.digest("v1")).addTarget(ALICE, "team-1", Stage.digest("t"));
    stage.publish("v1");
    CollectionReport report = inspect();
    assertEquals(
        List.of("team-1"),
        report.rows().stream().filter(row -> row.role().equals(ALICE)).map(CollectionReport.Row::name).toList());
  }

  private CollectionReport inspect() {
    try (TufTrustVerifier verifier =
        TufTrustVerifier.builder()
            .source(stage.server)
            .policy(TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build())
            .memory(stage.memory)
            .clock(stage.clock)
            .build()) {
      return assertInstanceOf(Inspection.Sound.class, verifier.inspect(Stage.GUN)).report();
    }
  }

  /** The reference lets a child of the releases answer, and then refuses its answer: the child blocks the tag. */
  @Test
  void aNestedRoleBlocksNoTag() {
    RoleName child = new RoleName("targets/releases/x");
    stage.publisher.delegate(RoleName.RELEASES).sign(RoleName.RELEASES).delegate(child)
        .addTarget(child, "v1", Stage.digest("evil"));
    stage.publish("v1").assertTrusted("v1");
  }

  /** The reference is stuck for ever once its cached root has expired and two rotations have happened. */
  @Test
  void anExpiredRootIsTheStartOfTheChain() {
    stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(2)));
    stage.publish("v1").assertTrusted("v1");
    stage.clock.advance(Duration.ofDays(3));
    stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(99)));
    stage.publisher.rotate(RoleName.ROOT).publish();
    stage.publisher.rotate(RoleName.ROOT);
    stage.publish("v2").assertTrusted("v2");
  }

  /** The reference takes any later root that its cached one's keys have signed, and never sees what lay between. */
  @Test
  void aRootThatSkipsAVersionIsRefused() {
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.version(RoleName.ROOT, 3);
    stage.publish("v2").assertRejected("v2", SpecRule.ROOT_VERSION_NEXT, RoleName.ROOT);
  }

  /** The reference skips verification where a digest is given. */
  @Test
  void aDigestHasToBeSignedToo() {
    stage.publish("v1");
    TrustPolicy policy =
        TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build();
    ImageReference signed = ImageReference.parse(Stage.GUN + "@" + Stage.digest("v1"));
    ImageReference other = ImageReference.parse(Stage.GUN + "@" + Stage.digest("other"));
    assertTrue(stage.verdictOf(signed, policy, stage.memory) instanceof Verdict.Trusted);
    Verdict verdict = stage.verdictOf(other, policy, stage.memory);
    assertEquals(SpecRule.DIGEST_LISTED, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule());
  }
}
