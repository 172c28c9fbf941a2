package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Inspection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the reference client, notary 0.7, lets through and this one does not, as far as it is no verdict on a
 * collection: such verdicts are in the catalogue of the kit, and in {@code expected.tsv}. Each test says first what
 * the reference does.
 */
class ReferenceHolesTest {
  private final Stage stage = new Stage(new InProcessTrustMemory());

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
}
