package dev.trustverifier.tuf.acr;

import static dev.trustverifier.tuf.acr.Contoso.secretOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.ContentTrust;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of trust data at a registry, and what that means for an image. */
@Timeout(60)
class AcrTrustTest {

  private static Verdict verify(Contoso contoso) {
    return contoso.verify(contoso.source()
        .credentials(Credentials.of(Credential.password("PULLER", secretOf(AcrRole.PULLER)))));
  }

  private static void assertRejected(Class<? extends Rejection> type, SpecRule rule, Verdict verdict) {
    Rejection rejection = assertInstanceOf(Verdict.Rejected.class, verdict, verdict::toString).rejection();
    assertInstanceOf(type, rejection);
    assertEquals(rule, rejection.rule());
  }

  @Test
  void takesTrustDataThatWasPurgedForAnAttackOnWhoKnewIt() {
    try (Contoso contoso = Contoso.strict()) {
      contoso.server.purge();
      assertRejected(Rejection.Missing.class, SpecRule.COLLECTION_EXISTS, verify(contoso));
      contoso.server.serve(contoso.repository);
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
      contoso.server.purge(Contoso.GUN);
      assertRejected(Rejection.Vanished.class, SpecRule.COLLECTION_STAYS, verify(contoso));
    }
  }

  @Test
  void doesNotTakeTrustThatIsSwitchedOffForAnImageWithoutIt() {
    try (Contoso contoso = Contoso.strict()) {
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
      contoso.server.contentTrust(ContentTrust.DISABLED_404);
      assertRejected(Rejection.Vanished.class, SpecRule.COLLECTION_STAYS, verify(contoso));
      contoso.server.contentTrust(ContentTrust.DISABLED_405);
      Outage outage = assertInstanceOf(Verdict.Undecided.class, verify(contoso)).outage();
      assertEquals(Outage.Kind.TRUST_DISABLED, outage.kind());
      contoso.server.contentTrust(ContentTrust.ENABLED);
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
    }
  }

  @Test
  void asksOnceMoreWhereAReplicaLagsAndThenRefuses() {
    try (Contoso contoso = Contoso.strict()) {
      State behind = contoso.repository.state();
      contoso.repository.publish();
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
      contoso.server.misbehave(Requests.to("timestamp.json").after(1).first(1), new Misbehaviour.Lag(behind));
      contoso.asked();
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
      assertEquals(2, contoso.asked().stream().filter("GET timestamp.json bearer 200"::equals).count());
      contoso.server.behave().misbehave(Requests.all(), new Misbehaviour.Lag(behind));
      assertRejected(Rejection.RolledBack.class, SpecRule.VERSION_NOT_LOWER, verify(contoso));
      assertEquals(2, contoso.asked().stream().filter("GET timestamp.json bearer 200"::equals).count());
    }
  }

  @ParameterizedTest
  @CsvSource({"snapshot.*, 0", "targets.*, 0", "root.json, 1"})
  void asksOnceMoreWhereAReplicaHasNotEveryFileYet(String file, int refused) {
    try (Contoso contoso = Contoso.strict()) {
      State behind = contoso.repository.state();
      contoso.repository.rotate(RoleName.TIMESTAMP);
      contoso.repository.publish();
      contoso.server.misbehave(Requests.to(file).after(refused).first(1), new Misbehaviour.Lag(behind));
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
    }
  }

  @Test
  void followsARootWhereTheRegistryHasNoVersionedNames() {
    try (Contoso contoso = Contoso.strict()) {
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
      contoso.repository.rotate(RoleName.TIMESTAMP);
      contoso.repository.publish();
      contoso.server.misbehave(Requests.to("*.root.json"), Misbehaviour.status(404));
      assertInstanceOf(Verdict.Trusted.class, verify(contoso));
    }
  }

  @Test
  void hasNothingOfOtherRegistriesAndAsksNobodyForIt() {
    try (Contoso contoso = Contoso.strict(); AcrSource source = contoso.source().build()) {
      for (String other : List.of("fabrikam.azurecr.io/team/app", "contoso.azurecr.io:443/team/app",
          "Contoso.azurecr.io/team/app", "contoso.azurecr.io.example/team/app")) {
        assertInstanceOf(Fetched.Absent.class,
            source.fetch(new Gun(other), Contoso.TIMESTAMP, 1, Deadline.after(Duration.ofSeconds(9))));
      }
      assertEquals(List.of(), contoso.asked());
    }
  }
}
