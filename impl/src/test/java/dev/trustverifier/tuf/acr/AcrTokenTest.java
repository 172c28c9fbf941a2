package dev.trustverifier.tuf.acr;

import static dev.trustverifier.tuf.acr.Contoso.secretOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.AnonymousPull;
import dev.trustverifier.tck.server.Challenge;
import dev.trustverifier.tck.server.TrustScope;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a registry may want of a token, and what becomes of one. */
@Timeout(60)
class AcrTokenTest {
  private static final String FILE = "GET timestamp.json ";
  private static final String TOKEN = "GET /oauth2/token ";

  private static Credentials password(AcrRole role) {
    return Credentials.of(Credential.password(role.name(), secretOf(role)));
  }

  private static EntraIdentity entra(Contoso contoso, AcrRole role) {
    return new EntraIdentity.Supplied((scope, deadline) -> Secret.of(contoso.server.entraToken(role.name())));
  }

  private static Outage outage(Kind kind, Fetched fetched) {
    Outage outage = assertInstanceOf(Fetched.Failed.class, fetched).outage();
    assertEquals(kind, outage.kind(), outage.message());
    return outage;
  }

  @ParameterizedTest
  @CsvSource({
    "NOTARY, EITHER", "NOTARY, WITH_HOST", "NOTARY, WITHOUT_HOST", "WITHOUT_SCOPE, WITH_HOST",
    "WITHOUT_SCOPE, WITHOUT_HOST", "SHUFFLED, WITHOUT_HOST", "ESCAPED, WITH_HOST", "AFTER_BASIC, WITH_HOST",
    "BESIDE_BASIC, WITHOUT_HOST"})
  void findsTheScopeThatTheRegistryMeans(Challenge challenge, TrustScope scope) {
    try (Contoso contoso = new Contoso(acr -> acr.challenge(challenge).trustScope(scope))) {
      assertInstanceOf(
          Fetched.Found.class, contoso.timestamp(contoso.source().credentials(password(AcrRole.PULLER))));
    }
  }

  @Test
  void asksForTheScopeWithoutTheHostOnlyAfterTheOneWithIt() {
    try (Contoso contoso =
        new Contoso(acr -> acr.challenge(Challenge.WITHOUT_SCOPE).trustScope(TrustScope.WITHOUT_HOST))) {
      contoso.timestamp(contoso.source().credentials(password(AcrRole.PULLER)));
      assertEquals(List.of(FILE + "- 401", TOKEN + "- 401", TOKEN + "- 401", TOKEN + "basic 200", FILE + "bearer 401",
          TOKEN + "basic 200", FILE + "bearer 200"), contoso.asked());
      List<String> scopes = contoso.server.requests().stream().filter(one -> one.path().equals("/oauth2/token"))
          .map(one -> one.target().replaceFirst(".*scope=", "")).toList();
      String with = "repository%3Acontoso.azurecr.io%2Fteam%2Fapp%3Apull";
      String without = "repository%3Ateam%2Fapp%3Apull";
      assertEquals(List.of(with, without, with, without), scopes);
    }
  }

  @Test
  void showsAPasswordToARegistryThatAsksForIt() {
    try (Contoso contoso = new Contoso(acr -> acr.challenge(Challenge.BASIC))) {
      contoso.timestamp(contoso.source().credentials(password(AcrRole.ADMIN)));
      assertEquals(List.of(FILE + "- 401", FILE + "basic 200"), contoso.asked());
    }
  }

  @Test
  void isNotLetInWhereTheRegistryDoesNotSayHow() {
    try (Contoso contoso = new Contoso(acr -> acr.challenge(Challenge.NONE))) {
      outage(Kind.UNAUTHORISED, contoso.timestamp(contoso.source().credentials(password(AcrRole.ADMIN))));
      assertEquals(List.of(FILE + "- 401"), contoso.asked());
    }
  }

  @Test
  void saysThatATokenOfAScopeMapReadsNoTrustData() {
    try (Contoso contoso = Contoso.strict()) {
      String why = outage(Kind.UNAUTHORISED,
          contoso.timestamp(contoso.source().credentials(password(AcrRole.SCOPE_MAP_TOKEN)))).message();
      assertTrue(why.endsWith("never shown to a token of a scope map"), why);
      assertEquals(List.of(FILE + "- 401", TOKEN + "- 401", TOKEN + "- 401", TOKEN + "basic 200", FILE + "bearer 401",
          TOKEN + "basic 200", FILE + "bearer 401"), contoso.asked());
    }
  }

  @Test
  void asksAsSomebodyWhereEverybodyMayReadImagesOnly() {
    try (Contoso contoso = new Contoso(acr -> acr.anonymousPull(AnonymousPull.IMAGES))) {
      outage(Kind.UNAUTHORISED, contoso.timestamp(contoso.source()));
      assertEquals(List.of(FILE + "- 401", TOKEN + "- 200", FILE + "bearer 401", TOKEN + "- 200", FILE + "bearer 401"),
          contoso.asked());
      assertInstanceOf(
          Fetched.Found.class, contoso.timestamp(contoso.source().credentials(password(AcrRole.ADMIN))));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STRANGER", "SCOPE_MAP_TOKEN"})
  void refusesAnIdentityThatHasNoRoleThere(AcrRole role) {
    try (Contoso contoso = Contoso.strict()) {
      String why = outage(Kind.UNAUTHORISED, contoso.timestamp(contoso.source().identity(entra(contoso, role))))
          .message();
      assertTrue(why.startsWith("POST " + contoso.server.uri() + "/oauth2/exchange: 401") == (role == AcrRole.STRANGER),
          why);
    }
  }

  @Test
  void refusesAWrongPasswordAfterOneTryForEachScope() {
    try (Contoso contoso = Contoso.strict()) {
      Credentials wrong = Credentials.of(Credential.password("PULLER", Contoso.SECRET));
      outage(Kind.UNAUTHORISED, contoso.timestamp(contoso.source().credentials(wrong)));
      assertEquals(Collections.nCopies(2, TOKEN + "basic 401"), contoso.asked().subList(3, 5));
    }
  }

  @Test
  void keepsItsTokensAndAsksOnceMoreForEachThatIsTakenBack() {
    try (Contoso contoso = Contoso.strict();
        AcrSource source = contoso.source().identity(entra(contoso, AcrRole.PULLER)).build()) {
      contoso.timestamp(source);
      contoso.asked();
      contoso.timestamp(source);
      assertEquals(List.of(FILE + "bearer 200"), contoso.asked());
      contoso.server.revokeAccess();
      contoso.timestamp(source);
      assertEquals(List.of(FILE + "bearer 401", "POST /oauth2/token - 200", FILE + "bearer 200"), contoso.asked());
      contoso.server.revokeAll();
      assertInstanceOf(Fetched.Found.class, contoso.timestamp(source));
      assertEquals(List.of(FILE + "bearer 401", "POST /oauth2/token - 401", "POST /oauth2/token - 401",
          "POST /oauth2/exchange - 200", "POST /oauth2/token - 200", FILE + "bearer 200"), contoso.asked());
    }
  }

  @Test
  void keepsARefreshTokenThatIsTakenThoughTheFileIsRefused() {
    try (Contoso contoso = Contoso.strict();
        AcrSource source = contoso.source().identity(entra(contoso, AcrRole.SCOPE_MAP_TOKEN)).build()) {
      outage(Kind.UNAUTHORISED, contoso.timestamp(source));
      String given = "POST /oauth2/token - 200";
      assertEquals(List.of(FILE + "- 401", TOKEN + "- 401", TOKEN + "- 401", "POST /oauth2/exchange - 200",
          given, FILE + "bearer 401", given, FILE + "bearer 401"), contoso.asked());
      outage(Kind.UNAUTHORISED, contoso.timestamp(source));
      assertFalse(contoso.asked().contains("POST /oauth2/exchange - 200"), "the exchange is not for each file");
    }
  }

  @Test
  void believesATokenThatSaysItIsUsedUp() {
    Duration minute = Duration.ofSeconds(60);
    Instant earlier = InstantSource.system().instant().minus(minute);
    try (Contoso contoso = new Contoso(acr -> acr.lifetime(minute).clock(ManualClock.at(earlier)));
        AcrSource source = contoso.source().credentials(password(AcrRole.PULLER)).build()) {
      contoso.timestamp(source);
      contoso.asked();
      contoso.timestamp(source);
      assertEquals(List.of(TOKEN + "basic 200", FILE + "bearer 200"), contoso.asked());
    }
  }

  @Test
  void exchangesAnEntraTokenOnceHoweverManyWait() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Contoso contoso = Contoso.strict();
        AcrSource source = contoso.source().identity(entra(contoso, AcrRole.PULLER)).build()) {
      Callable<Fetched> question = () -> contoso.timestamp(source);
      for (var answer : threads.invokeAll(Collections.nCopies(8, question))) {
        assertInstanceOf(Fetched.Found.class, answer.get());
      }
      assertEquals(1, contoso.asked().stream().filter("POST /oauth2/exchange - 200"::equals).count());
    } finally {
      threads.shutdownNow();
    }
  }
}
