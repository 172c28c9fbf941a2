package dev.trustverifier.tuf.acr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.Challenge;
import dev.trustverifier.tck.server.TrustScope;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry that wants the second of the two scopes, and forgets all tokens that it gave. */
@Timeout(60)
class AcrRevokedTokenTest {

  @Test
  void asksForANewTokenWhereTheOneOfTheSecondScopeIsTakenNoMore() {
    Credentials password = Credentials.of(
        Credential.password(AcrRole.PULLER.name(), Contoso.secretOf(AcrRole.PULLER)));
    try (Contoso contoso = new Contoso(
            acr -> acr.trustScope(TrustScope.WITHOUT_HOST).challenge(Challenge.WITHOUT_SCOPE));
        AcrSource source = contoso.source().credentials(password).build()) {
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(source));
      contoso.asked();
      contoso.server.revokeAccess();
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(source));
      assertEquals(List.of(
          "GET timestamp.json bearer 401", "GET timestamp.json bearer 401",
          "GET /oauth2/token basic 200", "GET timestamp.json bearer 200"), contoso.asked());
    }
  }
}
